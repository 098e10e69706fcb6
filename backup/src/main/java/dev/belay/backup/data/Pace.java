package dev.belay.backup.data;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** What one copy does between two buffers: it tells how far it is, and waits or stops where it should. */
final class Pace {
    private final CopyListener listener;
    private final Throttle throttle;
    private final BooleanSupplier stopped;
    private long told;

    Pace(CopyListener listener, Throttle throttle, BooleanSupplier stopped) {
        this.listener = listener;
        this.throttle = throttle;
        this.stopped = stopped;
    }

    /** @param rows so far, of this copy */
    void read(long bytes, long rows) {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("another worker failed");
        }
        listener.read(bytes, rows - told);
        told = rows;
        throttle.take(bytes, stopped);
    }
}
