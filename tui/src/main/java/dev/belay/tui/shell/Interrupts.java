package dev.belay.tui.shell;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the verb that is running would do on a signal. */
public final class Interrupts {
    private final Map<String, Runnable> actions = new ConcurrentHashMap<>();
    private volatile boolean unheard;

    /** Says what to do on a signal, until the verb has ended. */
    public boolean on(String signal, Runnable action) {
        actions.put(signal, action);
        return true;
    }

    /** Says that what runs was asked once, and does not listen. */
    public void notHeard() {
        unheard = true;
    }

    boolean unheard() {
        return unheard;
    }

    Optional<Runnable> action(String signal) {
        return Optional.ofNullable(actions.get(signal));
    }

    void forget() {
        actions.clear();
        unheard = false;
    }
}
