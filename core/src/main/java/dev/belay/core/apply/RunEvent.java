package dev.belay.core.apply;

import dev.belay.core.db.SqlError;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What happens while a run is going on: a closed set, so that one stream feeds text, bars, logs, JSON and screens. */
public sealed interface RunEvent {
    /** The lock is held and the plan is final. */
    record RunStarted(UUID run, Direction direction, int steps) implements RunEvent {}

    /** Another run holds the lock; sent again when the holder changes and every few seconds. */
    record LockAwaited(String holder, Duration waited) implements RunEvent {}

    record StepStarted(Version version, String title, Direction direction, int number, int of, int statements)
            implements RunEvent {}

    /** A statement is sent to the server. {@code line} is a line of the file. */
    record StatementStarted(Version version, int number, int of, int line, String summary) implements RunEvent {}

    /** {@code rows} is what the server counted, or -1. */
    record StatementFinished(Version version, int number, int of, Duration took, long rows) implements RunEvent {}

    /** A data migration has committed rows; {@code estimate} is about how many there are in all, or -1. */
    record RowsDone(Version version, long rows, long estimate) implements RunEvent {}

    /** The server said something that is not an error. */
    record Noticed(String severity, String message) implements RunEvent {}

    /** Something a careful operator would want to know. */
    record Warned(String message, List<String> details) implements RunEvent {
        public Warned {
            details = List.copyOf(details);
        }
    }

    /**
     * A migration has failed, and what it committed before stays: the next run goes on behind it.
     *
     * @param rows how many it has done; 0 where it does not count any
     */
    record Stayed(Version version, long rows) implements RunEvent {
        /** The same for who is warned of it. */
        public Warned warning() {
            String count = rows == 0 ? "" : rows == 1 ? " (1 row)" : " (" + rows + " rows)";
            return new Warned(
                    "what \"" + version + "\" has committed stays" + count
                            + ": the same command goes on after it, once the cause is gone",
                    List.of());
        }
    }

    /**
     * The running statement waits for others; {@code tree} is one line per session, indented. It is empty when nobody is in
     * the way any more.
     */
    record Blocked(Version version, Duration since, List<String> tree) implements RunEvent {
        public Blocked {
            tree = List.copyOf(tree);
        }
    }

    /** A transaction was given up and will be tried again after a pause. */
    record Retrying(Version version, int attempt, int of, Duration pause, SqlError error) implements RunEvent {}

    record HookStarted(String hook, String name) implements RunEvent {}

    /** One line that a command hook wrote. */
    record HookSaid(String name, String line) implements RunEvent {}

    record StepFinished(StepResult result) implements RunEvent {}

    record RunFinished(RunResult result) implements RunEvent {}
}
