package dev.belay.core.history;

import dev.belay.core.migration.Version;
import java.util.Optional;

/**
 * One row of a native history, as far as every convention has it.
 *
 * @param version the migration it speaks of
 * @param id what tells this row from a later one of the same version: an id, a rank, a time
 * @param appliedAt the row's own time, as text in the table's own form; empty where there is none
 * @param state what the row says
 * @param checksum the native checksum, if the table has one and it is set
 * @param title the native description
 */
public record HistoryRow(
        Version version, String id, String appliedAt, State state, Optional<String> checksum, String title) {
    /** What a row of a native history can say. */
    public enum State {
        APPLIED,
        /** Started and not finished: it failed, or it runs right now. */
        UNFINISHED,
        ROLLED_BACK,
        /** Everything up to this version was there before the history began. */
        BASELINE
    }

    /** Written out, like {@link #hashCode}: what the compiler would make is linked at the start of each short command. */
    @Override
    public boolean equals(Object other) {
        return other instanceof HistoryRow row
                && version.equals(row.version)
                && id.equals(row.id)
                && appliedAt.equals(row.appliedAt)
                && state == row.state
                && checksum.equals(row.checksum)
                && title.equals(row.title);
    }

    @Override
    public int hashCode() {
        return 31 * version.hashCode() + id.hashCode();
    }

    public boolean applied() {
        return state == State.APPLIED;
    }
}
