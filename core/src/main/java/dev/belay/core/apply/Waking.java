package dev.belay.core.apply;

/** Wakes a program that sleeps, or waits for something that is no server, when the run is asked to stop. */
final class Waking implements AutoCloseable {
    private final Thread worker = Thread.currentThread();
    private final Cancellation.Busy asked;
    private boolean over;

    /** For the thread that makes it. */
    Waking(Cancellation cancellation) {
        asked = cancellation.onCancel(this::wake);
    }

    private synchronized void wake() {
        if (!over) {
            worker.interrupt();
        }
    }

    /** What comes behind the program, such as the hooks of a failure, is to wait undisturbed. */
    @Override
    public synchronized void close() {
        over = true;
        asked.close();
        Thread.interrupted();
    }
}
