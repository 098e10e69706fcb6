package dev.belay.tui.console;

import dev.belay.core.activity.Seat;
import dev.belay.core.activity.Session;
import dev.belay.core.activity.WaitTree;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.Signs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The tree of who waits for whom, as lines. */
final class WaitLines {
    private WaitLines() {}

    /** Nothing where nobody waits. {@code now} by the server's clock. */
    static List<Line> of(List<Seat> seats, Instant now, Signs signs) {
        return WaitTree.of(seats).stream()
                .map(place -> Line.of(Ink.BORDER, place.branch(signs.unicode()))
                        .and(
                                place.depth() == 0 ? Ink.BAD : Ink.WARNING,
                                place.seat().map(seat -> text(seat, now)).orElseGet(place::stranger)))
                .toList();
    }

    /** Short: the whole of it is in the list below. */
    private static String text(Seat seat, Instant now) {
        Session session = seat.session();
        String age = session.since()
                .map(since -> " for " + Ages.of(Duration.between(since, now)))
                .orElse("");
        String state = seat.blocked() ? "waits" : session.state();
        return session.pid() + " " + session.user() + ", " + state + age + ": "
                + session.query().replaceAll("\\s+", " ").strip();
    }
}
