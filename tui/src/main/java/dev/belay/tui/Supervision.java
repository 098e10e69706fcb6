package dev.belay.tui;

import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.RunListener;

/** Who watches a run, and who may stop it. */
public record Supervision(RunListener listener, Cancellation cancellation) {
    /** Nobody. */
    public static Supervision none() {
        return new Supervision(event -> {}, new Cancellation());
    }
}
