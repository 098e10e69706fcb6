package dev.belay.tui.report;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** Calls again and again, on a thread that keeps no process alive. */
final class Ticker implements AutoCloseable {
    private final Timer timer = new Timer("belay-progress", true);

    Ticker(Duration every, Runnable call) {
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        call.run();
                    }
                },
                every.toMillis(),
                every.toMillis());
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
