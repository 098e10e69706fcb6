package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.apply.Outcome;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.StepResult;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final Version V = new Version("7");
    private static final RunEvent STEP = new RunEvent.StepStarted(V, "users", Direction.UP, 2, 4, 2);
    private static final RunEvent STATEMENT = new RunEvent.StatementStarted(V, 2, 2, 9, "CREATE INDEX");
    private static final RunEvent DONE = new RunEvent.StepFinished(
            new StepResult(V, "users", Direction.UP, Outcome.APPLIED, Duration.ofMillis(5), Optional.empty()));

    private final StringWriter text = new StringWriter();
    private final PrintWriter err = new PrintWriter(text, true);

    private String seen() {
        String seen = text.toString();
        text.getBuffer().setLength(0);
        return seen;
    }

    @Test
    void plainLinesNameEachMigrationAndOnlyWhenAskedEachStatement() {
        try (Progress plain = LineProgress.lines(err, false)) {
            List.of(STEP, STATEMENT, DONE).forEach(plain::on);
            assertThat(seen()).isEqualTo("applying 2/4 7 users (2 statements)\n");
        }
        try (Progress verbose = LineProgress.lines(err, true)) {
            List.of(STEP, STATEMENT, DONE).forEach(verbose::on);
            assertThat(seen()).isEqualTo("""
                    applying 2/4 7 users (2 statements)
                    statement 2/2 in line 9: CREATE INDEX
                    applied 7 users in 5 ms
                    """);
        }
    }

    @Test
    void whoWantsNoProgressStillHearsWarnings() {
        try (Progress warnings = LineProgress.warnings(err)) {
            warnings.on(STEP);
            warnings.on(new RunEvent.Warned("mind the gap", List.of("here")));
        }

        assertThat(seen()).isEqualTo("warning: mind the gap\n  here\n");
    }

    @Test
    void aLogIsNotSilentForLong() {
        AtomicLong nanos = new AtomicLong();
        try (LineProgress plain = new LineProgress(err, EventText.Weight.PROGRESS, nanos::get)) {
            plain.on(STATEMENT);
            nanos.set(Duration.ofSeconds(4).toNanos());
            plain.tick();
            nanos.set(Duration.ofSeconds(14).toNanos());
            plain.tick();
            plain.on(DONE);
            nanos.set(Duration.ofSeconds(24).toNanos());
            plain.tick();
        }

        assertThat(seen()).isEqualTo("still running after 14.0 s: 7 statement 2/2: CREATE INDEX\n");
    }

    @Test
    void jsonIsOneObjectALine() {
        Clock clock = Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);
        try (Progress json = new JsonProgress(err, clock)) {
            json.on(new RunEvent.Noticed("NOTICE", "a \"quoted\" word"));
        }

        assertThat(seen())
                .isEqualTo("{\"at\":\"2026-02-03T04:05:06Z\",\"event\":\"noticed\",\"severity\":\"NOTICE\","
                        + "\"message\":\"a \\\"quoted\\\" word\"}\n");
    }

    @Test
    void everyEventIsJson() {
        StringWriter lines = new StringWriter();
        try (Progress json = new JsonProgress(new PrintWriter(lines), Clock.systemUTC())) {
            EventTextTest.all().keySet().forEach(json::on);
        }

        assertThat(lines.toString().lines())
                .hasSize(EventTextTest.all().size())
                .allMatch(line -> line.matches("\\{\"at\":\".*\",\"event\":\"[a-z_]+\",.*}"));
    }

    @Test
    void theBarMakesRoomForWhatStaysAndGoesAway() {
        AtomicLong nanos = new AtomicLong();
        BarProgress bar = new BarProgress(err, new BarLine(new Style(false, false), 70), nanos::get);

        bar.on(STEP);
        bar.on(STATEMENT);
        nanos.set(Duration.ofSeconds(75).toNanos());
        bar.draw();
        assertThat(seen())
                .isEqualTo("\r\u001b[?7l[#######-------------] 2/4 7 users  2/2  1:15  CREATE INDEX\u001b[K\u001b[?7h");
        bar.on(new RunEvent.Warned("mind the gap", List.of()));
        assertThat(seen()).isEqualTo("\r\u001b[Kwarning: mind the gap\n");
        bar.draw();
        seen();
        bar.aside(() -> err.println("stays"));
        assertThat(seen()).isEqualTo("\r\u001b[Kstays\n");
        bar.draw();
        bar.close();
        assertThat(seen()).endsWith("\r\u001b[K");
        bar.draw();
        assertThat(seen()).isEmpty();
    }

    @Test
    void theBarShowsNothingBeforeThereIsSomethingToShow() {
        try (BarProgress bar = new BarProgress(err, new BarLine(Style.PLAIN, 70), () -> 0)) {
            bar.draw();
        }

        assertThat(seen()).isEmpty();
    }
}
