package dev.belay.tui.screen;

import java.util.ArrayList;
import java.util.List;

/** What can be done on every screen. */
final class Everywhere {
    private Everywhere() {}

    static List<Action> actions(Cockpit cockpit) {
        List<Action> actions = new ArrayList<>();
        actions.add(
                Action.here("?", "help", "Show what can be done here, and the command line for it.", cockpit::help));
        actions.add(Action.here(
                ":", "everything", "Search everything that can be done, on all screens.", cockpit::palette));
        actions.add(Action.here("/", "filter", "Show only rows with a text in them.", cockpit::filter)
                .unless(cockpit::whyNoList));
        actions.add(Action.here("q", "quit", "Leave; asks when something is going on.", cockpit::leave));
        for (int i = 0; i < cockpit.views().size(); i++) {
            int number = i;
            View view = cockpit.views().get(i);
            actions.add(Action.here(String.valueOf(i + 1), view.name(), view.purpose(), () -> cockpit.open(number)));
        }
        actions.add(Action.here("s", "sort", "Sort the list by the next column.", () -> cockpit.sort(false))
                .unless(cockpit::whyNoList));
        actions.add(Action.here("S", "reverse", "Turn the order of the list round.", () -> cockpit.sort(true))
                .unless(cockpit::whyNoList));
        actions.add(Action.here("y", "copy", "Copy what is selected, also through ssh.", cockpit::copySelected));
        actions.add(Action.here(
                        "E", "write CSV", "Export the list as a CSV file into the working directory.", cockpit::export)
                .unless(cockpit::whyNoList));
        actions.add(Action.here(
                        "tab",
                        "details",
                        "Go to the details, to scroll them with arrows and pages; and back.",
                        () -> cockpit.view().take("tab"))
                .unless(cockpit::whyNoList));
        actions.add(Action.here(
                "pgdn",
                "scroll",
                "A page on. Arrows go by one, pgup back, home and end to the ends, left and right sideways.",
                () -> cockpit.view().take("pgdn")));
        actions.add(Action.here("space", "pause", "Stop asking the server again and again; or go on.", cockpit::pause));
        actions.add(Action.here("f1", "help", "The same as ?.", cockpit::help));
        actions.add(Action.here("ctrl-c", "quit", "The same as q.", cockpit::leave));
        actions.add(Action.here(
                "ctrl-l",
                "draw anew",
                "Draw everything anew, when something wrote on the terminal.",
                () -> cockpit.hands().redraw()));
        actions.add(Action.here(
                "ctrl-z",
                "suspend",
                "Go to the shell; fg comes back.",
                () -> cockpit.hands().suspend()));
        return actions;
    }
}
