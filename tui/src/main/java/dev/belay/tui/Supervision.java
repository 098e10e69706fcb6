package dev.belay.tui;

import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.RunListener;
import dev.belay.tui.report.CopyProgress;
import java.util.function.Supplier;

/**
 * Who watches a run, and who may stop it.
 *
 * @param copying makes one who watches a backup that comes before it, and is closed after that
 */
public record Supervision(RunListener listener, Cancellation cancellation, Supplier<CopyProgress> copying) {
    /** Nobody. */
    public static Supervision none() {
        return new Supervision(event -> {}, new Cancellation(), CopyProgress::silent);
    }
}
