package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.Progress;

/** Turns Ctrl-C, SIGTERM and SIGHUP into a run that stops in good order: nothing half done, nothing unrecorded. */
final class Interruption {
    private final Cancellation cancellation = new Cancellation();
    private final Invocation now;
    private final Progress progress;

    Interruption(Invocation now, Progress progress) {
        this.now = now;
        this.progress = progress;
        now.station().signals().on("INT", () -> stop(Kind.INTERRUPTED));
        now.station().signals().on("TERM", () -> stop(Kind.TERMINATED));
        now.station().signals().on("HUP", () -> stop(Kind.HUNG_UP));
    }

    Cancellation cancellation() {
        return cancellation;
    }

    private void stop(Kind why) {
        boolean again = cancellation.requested();
        String said = again
                ? "still stopping: the server is asked to cancel, then the end is recorded;"
                        + " kill -9 " + ProcessHandle.current().pid()
                        + " ends at once, and the next run finds out how far this one came"
                : "stopping: the running statement is cancelled and rolled back";
        if (!cancel(cancellation, why, now.toolkit())) {
            progress.aside(() -> now.messages().line(said));
        }
    }

    /**
     * Whoever waits to be let in, or only reads, ends at once, and says so himself; but not after an earlier signal, where
     * it is to record the end.
     *
     * @return whether somebody did
     */
    static boolean cancel(Cancellation cancellation, Kind why, Toolkit toolkit) {
        if (cancellation.requested()) {
            cancellation.cancel(why);
            return false;
        }
        boolean reads = cancellation.endsAtOnce();
        return toolkit.stopWaiting(() -> cancellation.cancel(why)) || reads;
    }
}
