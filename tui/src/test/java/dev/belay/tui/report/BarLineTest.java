package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.report.BarLine.Moment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BarLineTest {
    private static final Moment MOMENT = new Moment("7 users", 2, 4, 3, 4, "CREATE INDEX CONCURRENTLY ON users");

    @Test
    void saysWhichMigrationAndWhichStatementOfHowMany() {
        assertThat(new BarLine(Style.PLAIN, 100).of(MOMENT, Duration.ofSeconds(3725)))
                .isEqualTo("[███████░░░░░░░░░░░░░] 2/4 7 users  3/4  1:02:05  CREATE INDEX CONCURRENTLY ON users");
    }

    @Test
    void fitsIntoTheTerminal() {
        String narrow = new BarLine(Style.PLAIN, 40).of(MOMENT, Duration.ofSeconds(5));

        assertThat(narrow).isEqualTo("2/4 7 users  3/4  0:05  CREATE INDEX C…");
        assertThat(Width.of(narrow)).isLessThan(40);
    }

    @Test
    void whatWasNotBegunDoesNotCount() {
        assertThat(new Moment("x", 1, 1, 1, 1, "").share()).isZero();
        assertThat(new Moment("x", 1, 2, 0, 0, "").share()).isZero();
        assertThat(new Moment("x", 2, 2, 2, 2, "").share()).isEqualTo(750);
    }
}
