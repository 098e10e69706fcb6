package dev.belay.core.apply;

/** Hears what happens in a run, on the thread that does it or on the one that watches it. Must be quick. */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);
}
