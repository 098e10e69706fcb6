package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.activity.Look;
import dev.belay.core.activity.Observatory;
import dev.belay.core.db.Database;
import dev.belay.core.db.SqlTrouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one session that looks at the server again and again. It gives a question up when the network swallows the answer, and
 * begins anew with the next.
 */
public final class Monitor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Supplier<Database> database;
    private volatile @Nullable Connection session;

    Monitor(Supplier<Database> database) {
        this.database = database;
    }

    /** What is asked. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** Asks, one question at a time. */
    public synchronized <T> T ask(Question<T> question) {
        try {
            return question.ask(session());
        } catch (SQLException e) {
            close();
            throw SqlTrouble.of(e);
        } catch (BelayException e) {
            close();
            throw e;
        }
    }

    /** Who is at work. */
    public Look look() {
        return ask(Observatory::look);
    }

    private Connection session() throws SQLException {
        Connection open = session;
        if (open == null) {
            open = database.get().forReading().within(PATIENCE).connect();
            open.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
            open.setReadOnly(true);
            session = open;
        }
        return open;
    }

    /** Does not wait for an answer: whoever leaves while the network is dead leaves at once. */
    @Override
    public void close() {
        Connection open = session;
        session = null;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                // It was of no use any more.
            }
        }
    }
}
