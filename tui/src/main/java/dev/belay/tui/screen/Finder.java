package dev.belay.tui.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Lists what can be done, to be read, searched and done from there: on one screen, or everywhere. */
final class Finder {
    private final Cockpit cockpit;
    private final Dialogs dialogs;

    Finder(Cockpit cockpit, Dialogs dialogs) {
        this.cockpit = cockpit;
        this.dialogs = dialogs;
    }

    /** An action, the screen that it is done on, and what is said of where that is. */
    private record Found(int screen, String where, Action action) {}

    /** What the open screen is for, and its keys. */
    void help() {
        View view = cockpit.view();
        List<Action> actions = new ArrayList<>(view.actions());
        actions.addAll(cockpit.everywhere());
        dialogs.open(new Choice<>(view.name() + ": " + view.purpose(), actions, face(cockpit::perform)));
    }

    /** All of all screens, and what there is no screen for. */
    void everything() {
        Choice.Face<Action> face = face(action -> {});
        dialogs.open(new Choice<>(
                "Everything that can be done",
                found(),
                new Choice.Face<>(
                        entry -> Line.of(Ink.FAINT, "%-11s".formatted(entry.where()))
                                .and(" ")
                                .and(
                                        Ink.NORMAL,
                                        face.line().apply(entry.action()).text()),
                        entry -> face.detail().apply(entry.action()),
                        entry -> {
                            cockpit.open(entry.screen());
                            cockpit.perform(entry.action());
                        },
                        Optional.of(
                                entry -> cockpit.copy(entry.action().command().get())))));
    }

    private List<Found> found() {
        List<Found> found = new ArrayList<>();
        List<View> views = cockpit.views();
        for (int i = 0; i < views.size(); i++) {
            add(i, views.get(i).name(), views.get(i).actions(), found);
        }
        add(cockpit.open(), "everywhere", cockpit.everywhere(), found);
        add(cockpit.open(), "everywhere", cockpit.byName(), found);
        add(cockpit.open(), "in a shell", cockpit.inShell(), found);
        return found;
    }

    private static void add(int screen, String where, List<Action> actions, List<Found> found) {
        actions.forEach(action -> found.add(new Found(screen, where, action)));
    }

    private Choice.Face<Action> face(Consumer<Action> take) {
        return new Choice.Face<>(
                action -> Line.of(
                                cockpit.whyNot(action).isPresent() ? Ink.FAINT : Ink.KEY,
                                "%-9s".formatted(action.key()))
                        .and(Ink.STRONG, "%-15s".formatted(action.label()))
                        .and(Ink.NORMAL, action.help()),
                this::detail,
                take,
                Optional.of(action -> cockpit.copy(action.command().get())));
    }

    private List<Line> detail(Action action) {
        String command = action.command().get();
        return List.of(
                Line.of(action.help()),
                Line.of(Ink.FAINT, command.isEmpty() ? "only on this screen" : "on the command line: ")
                        .and(Ink.STRONG, command),
                cockpit.whyNot(action)
                        .map(reason -> Line.of(Ink.WARNING, "not now: " + reason))
                        .orElse(Line.EMPTY));
    }
}
