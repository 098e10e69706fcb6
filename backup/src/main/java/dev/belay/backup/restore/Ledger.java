package dev.belay.backup.restore;

import dev.belay.backup.restore.ObjectResult.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps what became of each step, tells the listener, and knows when no more is to be begun. */
final class Ledger {
    private final RestoreListener listener;
    private final boolean keepGoing;
    private final Map<Object, ObjectResult> results = new LinkedHashMap<>();
    private final Set<Integer> gone = new HashSet<>();
    private volatile boolean stopped;

    Ledger(RestoreListener listener, boolean keepGoing) {
        this.listener = listener;
        this.keepGoing = keepGoing;
    }

    /** Ids of what is not there and will not be. Only the board that is at work may touch it. */
    Set<Integer> gone() {
        return gone;
    }

    boolean stopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
    }

    void done(Step step, long rows, long bytes, Duration took) {
        add(step, result(step, Outcome.RESTORED, rows, bytes, took, Optional.empty()));
    }

    void failed(Step step, ObjectResult.Failure failure, Duration took) {
        // What is stopped because of the first failure is not one of its own.
        boolean follows = stopped && failure.state().filter("57014"::equals).isPresent();
        add(
                step,
                result(
                        step,
                        follows ? Outcome.NOT_RESTORED : Outcome.FAILED,
                        0,
                        0,
                        took,
                        follows ? Optional.empty() : Optional.of(failure)));
        stopped |= !keepGoing;
    }

    void lost(Step step) {
        add(step, result(step, Outcome.NOT_RESTORED, 0, 0, Duration.ZERO, Optional.empty()));
    }

    private synchronized void add(Step step, ObjectResult result) {
        results.merge(object(step), result, ObjectResult::and);
        listener.ended(result);
    }

    /** What several steps do of one object is told as one: an index and the constraint that takes it, runs of a table. */
    private static Object object(Step step) {
        return step.loads() ? step.label() : List.of(step.kind(), step.entry().id());
    }

    synchronized List<ObjectResult> results() {
        return List.copyOf(results.values());
    }

    private static ObjectResult result(
            Step step, Outcome outcome, long rows, long bytes, Duration took, Optional<ObjectResult.Failure> error) {
        return new ObjectResult(step.kind(), step.name(), outcome, rows, bytes, took, error);
    }
}
