package dev.belay.tui.console;

import dev.belay.tui.screen.Signs;
import dev.belay.tui.screen.View;
import java.util.List;

/** The screens, in the order of their numbers. */
final class Views {
    private Views() {}

    static List<View> of(Deck deck, Signs signs) {
        return List.of(
                new OverviewView(deck),
                new MigrationsView(deck, signs),
                new RunView(deck),
                new BackupsView(deck),
                new VerifyView(deck, signs),
                new ActivityView(deck),
                new HistoryView(deck));
    }
}
