package dev.belay.tui.console;

import dev.belay.tui.report.Where;
import dev.belay.tui.screen.Cockpit;
import dev.belay.tui.screen.Dialogs;
import dev.belay.tui.screen.Hands;
import dev.belay.tui.screen.Head;
import dev.belay.tui.screen.Signs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the screens together over one deck. */
final class Assembly {
    private Assembly() {}

    static Cockpit of(Deck deck, Dialogs dialogs, Hands hands, Signs signs, boolean readOnly) {
        Head head = head(deck.where(), readOnly);
        Cockpit cockpit = new Cockpit(
                () -> busy(head, deck),
                Views.of(deck, signs),
                dialogs,
                hands,
                () -> deck.jobs().running().map(Job::label),
                readOnly);
        deck.over(cockpit);
        deck.live().pausing(cockpit::paused);
        cockpit.moves(() -> deck.background().working());
        Environments environments = Environments.of(deck);
        cockpit.offer(environments.keys(), environments.names());
        cockpit.inShell(InShell.actions(deck, cockpit::copy));
        return cockpit;
    }

    /** What is going on is said on every screen. */
    private static Head busy(Head head, Deck deck) {
        Optional<Job> job = deck.jobs().running();
        if (job.isEmpty()) {
            return head;
        }
        List<String> marks = new ArrayList<>(head.marks());
        marks.add(0, "3: AT WORK");
        return new Head(head.project(), head.guarded(), marks);
    }

    private static Head head(Where where, boolean readOnly) {
        List<String> marks = new ArrayList<>();
        if (where.guarded()) {
            marks.add("PROTECTED");
        }
        if (readOnly) {
            marks.add("READ-ONLY");
        }
        return new Head(
                List.of(
                        where.environment().orElse("no environment"),
                        where.database(),
                        where.host() + ":" + where.port(),
                        where.project()),
                where.guarded(),
                marks);
    }
}
