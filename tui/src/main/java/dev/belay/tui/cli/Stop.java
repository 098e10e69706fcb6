package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import java.util.Map;

/** While it is open, Ctrl-C, SIGTERM and SIGHUP stop what only looks; afterwards they end the process again. */
final class Stop implements AutoCloseable {
    private static final Map<String, Kind> SIGNALS =
            Map.of("INT", Kind.INTERRUPTED, "TERM", Kind.TERMINATED, "HUP", Kind.HUNG_UP);

    private final Station.SignalSource signals;

    /** {@code end} is called first, and once: what is cleaned up afterwards must not be ended too. */
    Stop(Station.SignalSource signals, Cancellation cancellation, Runnable end) {
        this.signals = signals;
        SIGNALS.forEach((name, kind) -> signals.on(name, () -> {
            boolean again = cancellation.requested();
            cancellation.cancel(kind);
            if (!again) {
                end.run();
            }
        }));
    }

    @Override
    public void close() {
        SIGNALS.keySet().forEach(signals::usual);
    }
}
