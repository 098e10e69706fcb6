package dev.belay.tui.report;

import dev.belay.core.apply.RunListener;

/** Shows how a run goes while it goes. */
public interface Progress extends RunListener, AutoCloseable {
    /** Prints something that stays: what is being redrawn makes room for it. */
    void aside(Runnable print);

    @Override
    void close();

    /** The ways to show it. */
    enum Mode {
        /** A bar on a terminal, plain lines elsewhere. */
        AUTO,
        PLAIN,
        JSON,
        NONE
    }
}
