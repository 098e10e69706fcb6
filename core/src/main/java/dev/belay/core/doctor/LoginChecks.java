package dev.belay.core.doctor;

import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.Pooler;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** What the open session says about itself and about the server. */
final class LoginChecks {
    private static final int OLDEST = 14;
    private static final int NEWEST = 18;

    private final Connection connection;
    private final ConnectionSettings settings;

    LoginChecks(Connection connection, ConnectionSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    Step server() throws SQLException {
        return Step.ok("server", "PostgreSQL answers at " + settings.masked());
    }

    Step tls() throws SQLException {
        String encrypted = Sql.first(
                        connection,
                        "SELECT version || ', ' || cipher FROM pg_catalog.pg_stat_ssl"
                                + " WHERE ssl AND pid = pg_catalog.pg_backend_pid()",
                        row -> row.getString(1))
                .orElse("");
        if (!encrypted.isEmpty()) {
            return settings.tls().verifies()
                    ? Step.ok(
                            "tls",
                            encrypted + "; the certificate was checked ("
                                    + settings.tls().mode() + ")")
                    : Step.warn(
                            "tls",
                            encrypted + "; nobody looked at the certificate (sslmode="
                                    + settings.tls().mode() + ")",
                            "sslmode=verify-full with sslrootcert keeps others from posing as the server");
        }
        String host = settings.host();
        boolean near =
                host.startsWith("/") || host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
        return near
                ? Step.ok("tls", "not encrypted, on this machine")
                : Step.warn(
                        "tls",
                        "the connection is not encrypted",
                        "sslmode=require, or better verify-full, encrypts it");
    }

    Step authentication() throws SQLException {
        String user = Sql.one(connection, "SELECT session_user", row -> row.getString(1));
        return Step.ok("authentication", "logged in as \"" + user + "\"");
    }

    Step database() throws SQLException {
        return Step.ok(
                "database",
                Sql.one(
                        connection,
                        "SELECT 'database \"' || datname::text || '\", ' || pg_catalog.pg_encoding_to_char(encoding)::text"
                                + " || ', ' || datcollate::text FROM pg_catalog.pg_database"
                                + " WHERE datname = pg_catalog.current_database()",
                        row -> row.getString(1)));
    }

    Step session() throws SQLException {
        return Step.ok(
                "session",
                Sql.one(
                        connection,
                        "SELECT 'works as \"' || current_user::text || '\", search_path '"
                                + " || pg_catalog.current_setting('search_path')",
                        row -> row.getString(1)));
    }

    Step version() throws SQLException {
        String version = Sql.one(connection, "SHOW server_version", row -> row.getString(1));
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < OLDEST) {
            return Step.failed(
                    "version",
                    "PostgreSQL " + version + " is too old",
                    "Belay supports " + OLDEST + " to " + NEWEST + ": upgrade the server");
        }
        return major > NEWEST
                ? Step.warn(
                        "version",
                        "PostgreSQL " + version + " is newer than this Belay",
                        "it was tested with " + OLDEST + " to " + NEWEST + ": is there a newer Belay?")
                : Step.ok("version", "PostgreSQL " + version);
    }

    /** A pooler hands out process numbers of its own, and lends one session to many. */
    Step pooler() throws SQLException {
        String hint = "connect to the server itself: set direct_url in belay.yaml";
        return switch (Pooler.before(connection, settings)) {
            case NONE -> Step.ok("pooler", "none: this is the server's own session");
            case OF_SESSIONS ->
                Step.warn("pooler", "a pooler is in between; the run lock needs it to pool whole sessions", hint);
            case OF_TRANSACTIONS ->
                Step.failed("pooler", "a transaction pooler is in between: no run lock is kept there", hint);
        };
    }

    Step primary() throws SQLException {
        boolean replica = Sql.one(connection, "SELECT pg_catalog.pg_is_in_recovery()", row -> row.getBoolean(1));
        if (replica) {
            return Step.failed(
                    "primary",
                    "this is a replica: it can be read, verified and backed up, but not migrated",
                    "connect to the primary, or say target_session_attrs=read-write with several hosts");
        }
        String readOnly = Sql.one(connection, "SHOW default_transaction_read_only", row -> row.getString(1));
        return readOnly.equals("on")
                ? Step.failed(
                        "primary",
                        "transactions are read-only here (default_transaction_read_only)",
                        "ALTER ROLE or ALTER DATABASE … RESET default_transaction_read_only, or set it to off in the"
                                + " settings of the environment")
                : Step.ok("primary", "this is the primary, and it can be written");
    }
}
