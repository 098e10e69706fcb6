package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.apply.Cancellation;
import java.util.function.Supplier;

/** Work that changes nothing and may wait for others: whoever cancels interrupts the thread that does it. */
final class Interruptible {
    private Interruptible() {}

    /** @throws BelayException of the kind for which it was cancelled, where it was and therefore did not come to its end */
    static <T> T run(Cancellation cancellation, Supplier<T> work) {
        Thread worker = Thread.currentThread();
        try (Cancellation.Busy unused = cancellation.whileReading(worker::interrupt)) {
            return work.get();
        } catch (BelayException e) {
            // What else it says is what was going on when somebody stopped it.
            throw cancellation.requested() ? new BelayException(cancellation.reason(), "stopped", "", e) : e;
        } finally {
            if (cancellation.requested()) {
                // What comes now tidies up.
                Thread.interrupted();
            }
        }
    }
}
