package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Opens a connection of the driver, and gives up after a while. {@link Driver#connect} does the same, but looks in every
 * jar for defaults first, by reflection, and that costs a short command a twentieth of its time.
 */
final class Login {
    private final String url;
    private final Properties properties;
    private final CompletableFuture<Connection> answer = new CompletableFuture<>();

    private Login(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    /** {@code sessions} may end it before there is one. */
    static Connection to(ConnectionSettings settings, Properties properties, OpenSessions sessions)
            throws SQLException {
        String url = DriverProperties.url(settings);
        @Nullable Properties parsed = Driver.parseURL(url, properties);
        if (parsed == null) {
            throw new IllegalStateException("the driver does not know its own kind of URL");
        }
        Login login = new Login(url, parsed);
        Duration limit = DriverProperties.loginTimeout(settings);
        return limit.isZero() ? login.connection() : login.within(limit, sessions);
    }

    private Connection connection() throws SQLException {
        String[] hosts = PGProperty.PG_HOST.getOrDefault(properties).split(",", -1);
        String[] ports = PGProperty.PG_PORT.getOrDefault(properties).split(",", -1);
        HostSpec[] places = new HostSpec[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
            places[i] = new HostSpec(hosts[i], Integer.parseInt(ports[i]));
        }
        return new PgConnection(places, properties, url);
    }

    private Connection within(Duration limit, OpenSessions sessions) throws SQLException {
        sessions.await(this);
        Thread thread = new Thread(this::attempt, "belay-login");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return giveUp(new PSQLException("the log-in timed out", PSQLState.CONNECTION_UNABLE_TO_CONNECT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return giveUp(new BelayException(Kind.INTERRUPTED, "interrupted while connecting", "", e));
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            sessions.awaitNoLonger(this);
        }
    }

    /** Whoever waits for it hears this, unless the connection is there already. */
    void refuse(SQLException why) {
        answer.completeExceptionally(why);
    }

    private void attempt() {
        try {
            Connection connection = connection();
            if (!answer.complete(connection)) {
                // Nobody waits for it any more.
                connection.close();
            }
        } catch (SQLException | RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** Unless the connection has come in the very last moment. */
    private Connection giveUp(Exception why) throws SQLException {
        answer.completeExceptionally(why);
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("waited for what was there", e);
        }
    }

    private static SQLException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof BelayException exception) {
            throw exception;
        }
        return cause instanceof SQLException failure
                ? failure
                : new PSQLException("the driver failed: " + cause, PSQLState.UNEXPECTED_ERROR, cause);
    }
}
