package dev.belay.core.history;

import dev.belay.core.migration.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a migration came whose statements do not all share one transaction.
 *
 * @param direction which way it was going
 * @param done the hash of the text of each unit that is finished, in order
 * @param open the unit that was begun outside of a transaction and not seen to end
 * @param marks how far each part of a data migration has come, by its number
 */
public record Progress(Direction direction, List<String> done, Optional<Open> open, Map<Integer, Mark> marks) {
    public Progress {
        done = List.copyOf(done);
        marks = Map.copyOf(marks);
    }

    /** Of statements. */
    public Progress(Direction direction, List<String> done, Optional<Open> open) {
        this(direction, done, open, Map.of());
    }

    /** Whether anything of it is in the database, or may be. */
    public boolean committed() {
        return !done.isEmpty() || open.isPresent() || !marks.isEmpty();
    }

    /** The rows that the parts of a data migration have done together. */
    public long rows() {
        return marks.values().stream().mapToLong(Mark::rows).sum();
    }

    /**
     * A unit that may have happened or not.
     *
     * @param unit its number, counted from 1
     * @param hash of its text
     * @param backendPid the server process that ran it
     * @param backendStart when that process started, as the server prints it: pids come again
     */
    public record Open(int unit, String hash, int backendPid, String backendStart) {}
}
