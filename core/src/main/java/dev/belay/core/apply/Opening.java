package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Opens a session on a thread of its own, so that whoever asks to stop meanwhile does not have to wait for a server that
 * does not answer. A session that comes too late is closed.
 */
final class Opening<T extends AutoCloseable> {
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    private Opening() {}

    /** What opens one. */
    @FunctionalInterface
    interface Way<T> {
        T open() throws SQLException;
    }

    static <T extends AutoCloseable> T of(Cancellation cancellation, Way<T> way) throws SQLException {
        Opening<T> opening = new Opening<>();
        try (Cancellation.Busy unused = cancellation.whileBusy(() -> opening.stop(cancellation.reason()))) {
            Thread thread = new Thread(() -> opening.attempt(way), "belay-opening");
            thread.setDaemon(true);
            thread.start();
            return opening.session();
        }
    }

    private void stop(Kind why) {
        answer.completeExceptionally(new BelayException(why, "interrupted while connecting", "nothing was changed"));
    }

    private void attempt(Way<T> way) {
        try {
            T session = way.open();
            if (!answer.complete(session)) {
                close(session);
            }
        } catch (SQLException | RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    private static void close(AutoCloseable session) {
        try {
            session.close();
        } catch (Exception e) {
            // Nobody has ever heard of it.
        }
    }

    private T session() throws SQLException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof Error thrown) {
                throw thrown;
            }
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(Kind.INTERRUPTED, "interrupted while connecting", "", e);
        }
    }
}
