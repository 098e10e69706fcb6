package dev.belay.tui.console;

import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The ways to the other environments of the project: one key for all, and a name for each. */
final class Environments {
    private final Deck deck;
    private final List<String> others;

    private Environments(Deck deck) {
        this.deck = deck;
        String here = deck.where().environment().orElse("");
        this.others = deck.toolkit().environments().stream()
                .filter(name -> !name.equals(here))
                .toList();
    }

    static Environments of(Deck deck) {
        return new Environments(deck);
    }

    List<Action> keys() {
        return List.of(Action.command(
                        "@",
                        "environment",
                        "Go to another environment of the project; the screens are then about that.",
                        "belay tui --env NAME",
                        this::choose)
                .unless(deck.jobs()::whyBusy)
                .unless(() ->
                        others.isEmpty() ? Optional.of("belay.yaml has no other environment") : Optional.empty()));
    }

    List<Action> names() {
        return others.stream().map(this::to).toList();
    }

    private Action to(String name) {
        Supplier<String> command = () -> "belay tui --env " + Deck.quoted(name);
        return Action.command(
                        "",
                        "env " + name,
                        "Go to the environment " + name + ".",
                        "belay tui --env " + name,
                        () -> deck.hands().enter(name))
                .saying(command)
                .unless(deck.jobs()::whyBusy);
    }

    private void choose() {
        deck.dialogs().choose("Go to another environment", others, this::line, deck.hands()::enter);
    }

    private Line line(String name) {
        return deck.toolkit().guarded(name)
                ? Line.of(Ink.BAD, name).and("   protected: what changes it wants its name typed")
                : Line.of(name);
    }
}
