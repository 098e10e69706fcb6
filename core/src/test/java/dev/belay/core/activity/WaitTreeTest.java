package dev.belay.core.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WaitTreeTest {
    private static Seat seat(int pid, Integer... blockedBy) {
        Session session = new Session(pid, "", "", "", "client backend", "active", Optional.empty(), "");
        return new Seat(session, "", "", Optional.empty(), List.of(blockedBy));
    }

    private static List<String> drawn(boolean unicode, Seat... seats) {
        return WaitTree.of(List.of(seats)).stream()
                .map(place -> place.branch(unicode) + place.pid())
                .toList();
    }

    /** 3 waits for 2 too, and so is no sibling of it: 2 is followed by 4 and 6. */
    private static final Seat[] QUEUE = {
        seat(1), seat(2, 1), seat(3, 1, 2), seat(4, 1), seat(5, 4), seat(6, 1), seat(7, 6), seat(8, 7), seat(9, 7)
    };

    @Test
    void linesLeadFromEachWaiterToThoseItWaitsFor() {
        assertThat(drawn(true, QUEUE))
                .containsExactly("1", "├ 2", "│ └ 3", "├ 4", "│ └ 5", "└ 6", "  └ 7", "    ├ 8", "    └ 9");
    }

    @Test
    void theyAreDrawnInAsciiToo() {
        assertThat(drawn(false, QUEUE))
                .containsExactly("1", "|-2", "| `-3", "|-4", "| `-5", "`-6", "  `-7", "    |-8", "    `-9");
    }

    @Test
    void whoWaitsInACircleIsNamedOnce() {
        assertThat(drawn(true, seat(1, 2), seat(2, 1), seat(3))).containsExactly("1", "└ 2");
        assertThat(drawn(true, seat(1, 0))).containsExactly("0", "└ 1");
    }
}
