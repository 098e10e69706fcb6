package dev.belay.core.history;

import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Version;
import java.util.Optional;

/**
 * What the journal knows about a version.
 *
 * @param version the version
 * @param applied the last row that Belay wrote or accepted, and the checksum of the file then
 * @param progress what an unfinished run has done
 * @param failure the message of the last attempt, when it failed and nothing of it is left
 */
public record Fact(Version version, Optional<Applied> applied, Optional<Progress> progress, Optional<String> failure) {
    /**
     * A copy of a native row. It counts only while the native row is still the same.
     *
     * @param rowId of the native row
     * @param appliedAt of the native row
     * @param checksum of the file then
     * @param order the journal line that saw it applied: one clock for all machines, in whatever time zone the row was
     *     written; 0 when the journal did not see it and only repaired it since
     * @param by whoever did it: the name on the machine that ran Belay, or else the user of the database
     */
    public record Applied(String rowId, String appliedAt, Checksum checksum, long order, String by) {
        public boolean speaksOf(HistoryRow row) {
            return rowId.equals(row.id()) && appliedAt.equals(row.appliedAt());
        }
    }
}
