package dev.belay.core.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.belay.core.BelayException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes the HikariCP pool: its sessions are opened by the same code as all others. */
final class Pool {
    private Pool() {}

    /** Opens one session. */
    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }

    /** Opens the first session at once, so that a wrong password is heard of now and not after the pool's timeout. */
    static HikariDataSource of(ConnectionSettings settings, Opener opener) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("belay");
        config.setDataSource(new Source(opener));
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.max(250, settings.poolTimeout().toMillis()));
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw translated(e, settings);
        }
    }

    private static RuntimeException translated(PoolInitializationException failure, ConnectionSettings settings) {
        Throwable cause = failure.getCause();
        if (cause instanceof BelayException known) {
            return known;
        }
        return cause instanceof SQLException sql ? Diagnosis.of(sql, settings).exception(sql) : failure;
    }

    /** What HikariCP wants to be given, and no more. */
    private record Source(Opener opener) implements DataSource {
        @Override
        public Connection getConnection() throws SQLException {
            return opener.open();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLFeatureNotSupportedException("the settings say who connects");
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(@Nullable PrintWriter out) {
            // The driver logs through java.util.logging alone.
        }

        @Override
        public void setLoginTimeout(int seconds) {
            // HikariCP proposes one; the settings have their own.
        }

        @Override
        public int getLoginTimeout() {
            // So many seconds HikariCP waits for its threads when it closes.
            return 5;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("not a wrapper of " + type.getName());
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
