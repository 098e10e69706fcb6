package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.history.Fact;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.HistoryRow.State;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StandingTest {
    @Test
    void aFileWithoutARowIsPendingAndARowWithoutAFileIsMissing() {
        Standing standing = new Standings().file("1", "a").applied("0").build();

        assertThat(states(standing)).containsExactly("1 PENDING", "0 MISSING");
        assertThat(standing.find(new Version("0")).orElseThrow().title()).isEqualTo("title of 0");
    }

    @Test
    void theNativeChecksumTellsWhetherAFileWasChanged() {
        Standing standing = new Standings()
                .file("1", "same")
                .file("2", "new text")
                .row("1", State.APPLIED, "same")
                .row("2", State.APPLIED, "old text")
                .build();

        assertThat(states(standing)).containsExactly("1 APPLIED", "2 CHANGED");
    }

    @Test
    void theJournalTellsWhereTheHistoryHasNoChecksum() {
        Standings standings = new Standings().file("1", "new text").applied("1");
        standings.fact(applied("1", standings.lastRow(), "old text"));

        assertThat(states(standings.build())).containsExactly("1 CHANGED");
    }

    @Test
    void theJournalCountsOnlyWhileItSpeaksOfTheSameRow() {
        Standings standings = new Standings().file("1", "new text").applied("1");
        HistoryRow other = new HistoryRow(
                new Version("1"), "another id", standings.lastRow().appliedAt(), State.APPLIED, Optional.empty(), "");
        standings.fact(applied("1", other, "old text"));

        assertThat(states(standings.build())).containsExactly("1 APPLIED");
    }

    @Test
    void aChangedRepeatableIsOutdated() {
        Standing standing = new Standings()
                .repeatable("R__view", "new")
                .row("R__view", State.APPLIED, "old")
                .build();

        assertThat(states(standing)).containsExactly("R__view OUTDATED");
    }

    @Test
    void theLastRunOfARepeatableDecides() {
        Standing standing = new Standings()
                .repeatable("R__view", "new")
                .row("R__view", State.APPLIED, "old")
                .row("R__view", State.APPLIED, "new")
                .build();

        assertThat(states(standing)).containsExactly("R__view APPLIED");
        assertThat(standing.applied()).containsExactly(new Version("R__view"));
    }

    @Test
    void aRowThatWasRolledBackDecidesOnlyWhenThereIsNoOther() {
        Standing standing = new Standings()
                .file("1", "a")
                .file("2", "b")
                .row("1", State.ROLLED_BACK, "")
                .row("2", State.APPLIED, "b")
                .row("2", State.ROLLED_BACK, "")
                .build();

        assertThat(states(standing)).containsExactly("1 ROLLED_BACK", "2 APPLIED");
    }

    @Test
    void everythingUpToABaselineCountsAsThere() {
        Standing standing = new Standings()
                .file("1", "a")
                .file("2", "b")
                .file("3", "c")
                .row("2", State.BASELINE, "")
                .build();

        assertThat(states(standing)).containsExactly("1 BASELINE", "2 BASELINE", "3 PENDING");
    }

    @Test
    void anUnfinishedRowIsPartialWhenTheJournalKnowsHowFarItCame() {
        Standing standing = new Standings()
                .file("1", "a")
                .file("2", "b")
                .row("1", State.UNFINISHED, "")
                .row("2", State.UNFINISHED, "")
                .fact(progress("1", Direction.UP))
                .build();

        assertThat(states(standing)).containsExactly("1 PARTIAL", "2 FAILED");
    }

    @Test
    void anAppliedMigrationThatIsHalfUndoneIsPartial() {
        Standing standing = new Standings()
                .file("1", "a")
                .applied("1")
                .fact(progress("1", Direction.DOWN))
                .build();

        assertThat(states(standing)).containsExactly("1 PARTIAL");
    }

    @Test
    void theLastFailureShowsOnlyWhileNothingIsRecorded() {
        Fact failed = new Fact(new Version("1"), Optional.empty(), Optional.empty(), Optional.of("no"));

        assertThat(states(new Standings().file("1", "a").fact(failed).build())).containsExactly("1 FAILED");
        assertThat(states(
                        new Standings().file("1", "a").applied("1").fact(failed).build()))
                .containsExactly("1 APPLIED");
    }

    private static Fact applied(String version, HistoryRow row, String content) {
        return new Fact(
                new Version(version),
                Optional.of(new Fact.Applied(row.id(), row.appliedAt(), Checksum.of(content), 1, "ann")),
                Optional.empty(),
                Optional.empty());
    }

    private static Fact progress(String version, Direction direction) {
        return new Fact(
                new Version(version),
                Optional.empty(),
                Optional.of(new Progress(direction, List.of("hash"), Optional.empty())),
                Optional.empty());
    }

    private static List<String> states(Standing standing) {
        return standing.entries().stream()
                .map(entry -> entry.version() + " " + entry.state())
                .toList();
    }
}
