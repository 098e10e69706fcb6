package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.apply.Prerequisite;
import dev.belay.core.apply.Problem;
import dev.belay.core.apply.Standing;
import dev.belay.core.apply.State;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatusReportTest {
    static final Where WHERE =
            new Where("shop", Optional.of("dev"), false, "postgresql://me@db:5432/shop", "db", 5432, "shop", "me");

    private static MigrationStatus entry(String version, State state) {
        boolean recorded = state != State.PENDING && state != State.FAILED && state != State.PARTIAL;
        Version which = new Version(version);
        Migration file = new Migration(
                which,
                "step " + version,
                Migration.Kind.VERSIONED,
                Path.of(version + ".sql"),
                version.equals("2") ? Optional.empty() : Optional.of(Path.of(version + ".sql")),
                Checksum.of(version),
                Optional.empty());
        HistoryRow row = new HistoryRow(
                which,
                "1",
                String.format("2026-01-%02d", Integer.valueOf(version)),
                HistoryRow.State.APPLIED,
                Optional.empty(),
                "step " + version);
        return new MigrationStatus(
                which,
                "step " + version,
                state,
                state == State.MISSING ? Optional.empty() : Optional.of(file),
                recorded ? Optional.of(row) : Optional.empty(),
                state == State.PARTIAL
                        ? Optional.of(new Progress(
                                Direction.UP, List.of("a", "b"), Optional.of(new Progress.Open(3, "c", 1, "2"))))
                        : Optional.empty(),
                recorded ? Optional.of("ann") : Optional.empty());
    }

    private static StatusReport report(boolean pendingOnly, MigrationStatus... entries) {
        return new StatusReport(
                WHERE,
                new Standing(List.of(entries), List.of()),
                List.of(),
                List.of(),
                new StatusReport.Look(pendingOnly, false));
    }

    private static MigrationStatus[] oneOfEach() {
        List<MigrationStatus> entries = new ArrayList<>();
        for (State state : State.values()) {
            entries.add(entry(String.valueOf(entries.size() + 1), state));
        }
        return entries.toArray(MigrationStatus[]::new);
    }

    @Test
    void eachStateHasItsMarkItsWordAndItsNote() {
        assertThat(Sheet.plain(report(false, oneOfEach())::text)).isEqualTo("""
                shop  dev  postgresql://me@db:5432/shop

                state          version  title    applied at  note
                ✓ applied      1        step 1   2026-01-01
                · pending      2        step 2
                ✗ changed      3        step 3   2026-01-03  the file was changed after it was applied
                ✗ missing      4        step 4   2026-01-04  applied, and there is no such file
                ! partial      5        step 5               going up, 2 units done, and nobody knows whether unit 3 is
                ✗ failed       6        step 6               the last attempt failed, and nothing of it is left
                · rolled back  7        step 7   2026-01-07
                ✓ baseline     8        step 8   2026-01-08  there before the history began
                · outdated     9        step 9   2026-01-09  the file has changed since it last ran
                ✗ unreadable   10       step 10  2026-01-10  applied, and what is in the file now is not known

                1 applied, 1 pending, 1 changed, 1 missing, 1 partial, 1 failed, 1 rolled back, 1 baseline, 1 outdated, 1 unreadable
                next: look what is in the database, then belay resolve --retry VERSION or --skip VERSION
                """);
    }

    @Test
    void withoutUnicodeTheSignsAreAscii() {
        assertThat(Sheet.with(
                        new Style(false, false),
                        report(false, entry("1", State.APPLIED), entry("3", State.PENDING))::text))
                .contains("+ applied", ". pending")
                .isASCII();
    }

    @Test
    void colorsNeverStandAlone() {
        String colored = Sheet.with(new Style(true, true), report(false, oneOfEach())::text);

        assertThat(colored).contains("\u001b[31m✗ changed\u001b[0m");
        assertThat(colored.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(Sheet.plain(report(false, oneOfEach())::text));
    }

    @Test
    void onlyWhatUpWouldRunIsListedWhenThatIsAsked() {
        String text = Sheet.plain(report(true, entry("1", State.APPLIED), entry("3", State.PENDING))::text);

        assertThat(text).contains("step 3").doesNotContain("step 1").contains("1 applied, 1 pending");
    }

    @Test
    void whoDidItIsToldWhenItIsAsked() {
        StatusReport asked = new StatusReport(
                WHERE,
                new Standing(List.of(entry("1", State.APPLIED), entry("3", State.PENDING)), List.of()),
                List.of(),
                List.of(),
                new StatusReport.Look(false, true));

        assertThat(Sheet.plain(asked::text)).containsPattern("2026-01-01 +ann");
        assertThat(Sheet.plain(report(false, oneOfEach())::text)).doesNotContain("ann");
    }

    @Test
    void prerequisitesAndProblemsComeBeforeTheCounts() {
        StatusReport report = new StatusReport(
                WHERE,
                new Standing(List.of(entry("3", State.PENDING)), List.of()),
                List.of(Problem.of(Problem.Cause.MISSING, new Version("1"), "a \u001b[1mproblem", "the way out")),
                List.of(
                        new Prerequisite(new Version("3"), "users", Prerequisite.State.EXISTS),
                        new Prerequisite(new Version("3"), "schools", Prerequisite.State.COMING),
                        new Prerequisite(new Version("3"), "organizations", Prerequisite.State.MISSING)),
                new StatusReport.Look(true, false));

        assertThat(Sheet.plain(report::text)).endsWith("""
                needed         is                                  by
                users          ✓ there                             3
                schools        → created by a migration before it  3
                organizations  ✗ missing                           3

                ✗ a \\x1b[1mproblem
                  the way out

                1 pending
                next: mend what is listed above; belay up refuses until then
                """);
        assertThat(report.settled()).isFalse();
    }

    @Test
    void anEmptyProjectSaysHowToBegin() {
        assertThat(Sheet.plain(report(false)::text))
                .endsWith("there are no migrations\nnext: belay new TITLE writes the first one\n");
    }

    @Test
    void settledMeansAppliedAndWell() {
        assertThat(report(false, entry("1", State.APPLIED), entry("8", State.BASELINE))
                        .settled())
                .isTrue();
        for (State state : State.values()) {
            boolean well = state == State.APPLIED || state == State.BASELINE;
            assertThat(report(false, entry("1", state)).settled())
                    .as(state.name())
                    .isEqualTo(well);
        }
    }
}
