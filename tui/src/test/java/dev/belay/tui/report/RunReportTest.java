package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Kind;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.Outcome;
import dev.belay.core.apply.Problem;
import dev.belay.core.apply.RunResult;
import dev.belay.core.apply.StepResult;
import dev.belay.core.db.SqlError;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RunReportTest {
    private static final Failure FAILURE = new Failure(
            Kind.MIGRATION,
            "b.sql:12: relation \"x\" already exists (SQLSTATE 42P07)",
            "look at it",
            Optional.of(new Failure.Place("b.sql", 12, 3, 9, "CREATE TABLE x (…")),
            Optional.of(new SqlError("42P07", "relation \"x\" already exists", "it\u0007s there", "rename it", 14)));

    private static StepResult step(String version, Outcome outcome) {
        return new StepResult(
                new Version(version),
                "t" + version,
                Direction.UP,
                outcome,
                Duration.ofMillis(12),
                outcome.good() ? Optional.empty() : Optional.of(FAILURE));
    }

    private static RunReport report(int planned, Optional<Failure> failure, StepResult... steps) {
        RunResult result = new RunResult(new UUID(0, 1), List.of(steps), failure, Duration.ofMillis(1500));
        return new RunReport(StatusReportTest.WHERE, Optional.of("abc"), planned, List.of(), Optional.of(result));
    }

    @Test
    void aStepThatEndedIsOneLine() {
        assertThat(Sheet.plain(page -> RunReport.stepLine(page, step("1", Outcome.APPLIED))))
                .isEqualTo("✓ 1 t1  applied  12 ms\n");
        assertThat(Sheet.plain(page -> RunReport.stepLine(page, step("1", Outcome.INTERRUPTED))))
                .isEqualTo("✗ 1 t1  interrupted  12 ms\n");
    }

    @Test
    void theCountsSayWhatBecameOfEachMigration() {
        assertThat(Sheet.plain(
                        report(2, Optional.empty(), step("1", Outcome.APPLIED), step("2", Outcome.RESUMED))::text))
                .isEqualTo("1 applied, 1 resumed in 1.5 s\n");
        assertThat(Sheet.plain(
                        report(5, Optional.of(FAILURE), step("1", Outcome.APPLIED), step("2", Outcome.FAILED))::text))
                .isEqualTo("1 applied, 1 failed, 3 not begun in 1.5 s\n");
        assertThat(Sheet.plain(report(2, Optional.empty())::text)).isEqualTo("there is nothing to do\n");
        assertThat(Sheet.plain(report(2, Optional.of(FAILURE))::text)).isEqualTo("nothing was run\n");
    }

    @Test
    void aFailureSaysWhereWhyAndWhatToDo() {
        FailureReport report = new FailureReport(FAILURE, Optional.of(new Excerpt("CREATE TABLE x (", 13)));

        assertThat(Sheet.plain(report::text)).isEqualTo("""
                belay: b.sql:12: relation "x" already exists (SQLSTATE 42P07)
                  12 | CREATE TABLE x (
                     |              ^
                  statement 3 of 9: CREATE TABLE x (…
                  detail: it\\x07s there
                  the server's hint: rename it
                hint: look at it
                """);
    }

    @Test
    void aRefusalNamesEveryProblem() {
        Problem one = Problem.of(Problem.Cause.CHANGED, new Version("1"), "1 was changed", "put it back");
        Problem two = Problem.of(Problem.Cause.MISSING, new Version("2"), "2 is missing", "");
        Problem typo = Problem.of(Problem.Cause.NOT_FOUND, new Version("3"), "there is no 3", "look");

        assertThat(FailureReport.refusal(List.of(one, two)).failure().message())
                .isEqualTo("2 things stand in the way:\n  1 was changed\n    put it back\n  2 is missing");
        assertThat(FailureReport.refusal(List.of(one)).failure().kind()).isEqualTo(Kind.MIGRATION);
        assertThat(FailureReport.refusal(List.of(typo)).failure().kind()).isEqualTo(Kind.USAGE);
    }
}
