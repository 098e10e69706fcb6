package dev.belay.backup.restore;

import dev.belay.backup.restore.ObjectResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps what became of each step, tells the listener, and knows when no more is to be begun. */
final class Ledger {
    private final RestoreListener listener;
    private final boolean keepGoing;
    private final List<ObjectResult> results = new ArrayList<>();
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
        add(result(step, Outcome.RESTORED, rows, bytes, took, Optional.empty()));
    }

    void failed(Step step, ObjectResult.Failure failure, Duration took) {
        // What is stopped because of the first failure is not one of its own.
        boolean follows = stopped && failure.state().filter("57014"::equals).isPresent();
        add(result(
                step,
                follows ? Outcome.NOT_RESTORED : Outcome.FAILED,
                0,
                0,
                took,
                follows ? Optional.empty() : Optional.of(failure)));
        stopped |= !keepGoing;
    }

    void lost(Step step) {
        add(result(step, Outcome.NOT_RESTORED, 0, 0, Duration.ZERO, Optional.empty()));
    }

    private synchronized void add(ObjectResult result) {
        results.add(result);
        listener.ended(result);
    }

    synchronized List<ObjectResult> results() {
        return List.copyOf(results);
    }

    private static ObjectResult result(
            Step step, Outcome outcome, long rows, long bytes, Duration took, Optional<ObjectResult.Failure> error) {
        String label = step.label();
        int kind = step.action() == Step.Action.ANALYZE
                ? "ANALYZE".length()
                : step.entry().kind().length();
        return new ObjectResult(label.substring(0, kind), label.substring(kind + 1), outcome, rows, bytes, took, error);
    }
}
