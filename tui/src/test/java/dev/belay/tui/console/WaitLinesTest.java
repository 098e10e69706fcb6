package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.Seat;
import dev.belay.core.activity.Session;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.Signs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WaitLinesTest {
    private static Seat seat(int pid, Integer... blockedBy) {
        Session session = new Session(pid, "ann", "", "", "", "active", Optional.empty(), "SELECT " + pid);
        return new Seat(session, "", "", Optional.empty(), List.of(blockedBy));
    }

    private static List<String> drawn(boolean unicode) {
        List<Seat> seats = List.of(seat(1), seat(2, 1), seat(3, 2), seat(4, 1));
        return WaitLines.of(seats, Instant.EPOCH, new Signs(unicode)).stream()
                .map(Line::text)
                .toList();
    }

    @Test
    void onlyTheLastOfSeveralWhoWaitHasTheCorner() {
        assertThat(drawn(true))
                .containsExactly(
                        "1 ann, active: SELECT 1",
                        "├ 2 ann, waits: SELECT 2",
                        "│ └ 3 ann, waits: SELECT 3",
                        "└ 4 ann, waits: SELECT 4");
    }

    @Test
    void soItIsInAscii() {
        assertThat(drawn(false))
                .extracting(line -> line.substring(0, 4))
                .containsExactly("1 an", "|-2 ", "| `-", "`-4 ");
    }
}
