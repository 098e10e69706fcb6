package dev.belay.tui.console;

import dev.belay.core.activity.Pulse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last few minutes of a pulse: connections, and transactions per second between two looks. */
final class Trend {
    private static final int KEPT = 120;

    private final Deque<Double> connections = new ArrayDeque<>();
    private final Deque<Double> transactions = new ArrayDeque<>();
    private @Nullable Pulse last;

    void add(Pulse pulse) {
        Pulse before = last;
        if (pulse.equals(before)) {
            return;
        }
        last = pulse;
        push(connections, pulse.connections());
        if (before != null) {
            double seconds = (pulse.now().toEpochMilli() - before.now().toEpochMilli()) / 1000.0;
            long more = pulse.transactions() - before.transactions();
            // Statistics that were reset go backwards.
            push(transactions, seconds > 0 && more >= 0 ? more / seconds : 0);
        }
    }

    private static void push(Deque<Double> values, double value) {
        values.addLast(value);
        if (values.size() > KEPT) {
            values.removeFirst();
        }
    }

    double[] connections() {
        return connections.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] transactions() {
        return transactions.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Per second, just now. */
    Optional<Double> rate() {
        return Optional.ofNullable(transactions.peekLast());
    }
}
