package dev.belay.tui;

import dev.belay.backup.BackupListener;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.RunListener;
import java.util.function.Consumer;

/**
 * Who watches a run, and who may stop it.
 *
 * @param copying has a backup that comes before the run done under the eyes of a listener
 */
public record Supervision(RunListener listener, Cancellation cancellation, Consumer<Consumer<BackupListener>> copying) {
    /** Nobody watches a backup. */
    public Supervision(RunListener listener, Cancellation cancellation) {
        this(listener, cancellation, backup -> backup.accept(BackupListener.NONE));
    }

    /** Nobody. */
    public static Supervision none() {
        return new Supervision(event -> {}, new Cancellation());
    }
}
