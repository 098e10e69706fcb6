package dev.belay.core.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * The state in which each piece of work begins. It is set by ordinary statements after the log-in, not by start-up
 * options: poolers refuse those, and both would have to be kept alike.
 */
final class Session {
    /** Everything a script can leave behind, but for advisory locks: the run's own is among them. */
    private static final String FORGET = "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ROLE; RESET ALL; "
            + "UNLISTEN *; DISCARD TEMP; DISCARD SEQUENCES; ";

    /** Those of a script; the driver's own are not made by SQL, and it goes on using them. */
    private static final String PREPARED = "SELECT name FROM pg_catalog.pg_prepared_statements WHERE from_sql; ";

    /**
     * For each SET and RESET of a text the driver looks for this word in all of it, letter by letter, and that took nearly
     * half of its time for a reset. Here it finds it at once. (It wants to know whether its own prepared statements still
     * hold, and after RESET ALL they never do.)
     */
    private static final String FOUND = "/* search_path */ ";

    private Session() {}

    /** How long what is set stays. */
    private enum Reach {
        SESSION("false", "SET ROLE "),
        TRANSACTION("true", "SET LOCAL ROLE ");

        private final String local;
        private final String role;

        Reach(String local, String role) {
            this.local = local;
            this.role = role;
        }
    }

    static void prepare(Connection connection, ConnectionSettings settings) throws SQLException {
        Sql.script(connection, preparation(connection, settings, Reach.SESSION));
    }

    /** Begins a transaction that sees one moment and writes nothing, and is prepared for itself alone. */
    static void prepareToRead(Connection connection, ConnectionSettings settings) throws SQLException {
        Sql.script(
                connection,
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; "
                        + preparation(connection, settings, Reach.TRANSACTION));
    }

    static void reset(Connection connection, ConnectionSettings settings) throws SQLException {
        endTransaction(connection);
        deallocate(connection, prepared(connection, FORGET + preparation(connection, settings, Reach.SESSION)));
    }

    /** Asks along the way which statements a script has left prepared: hardly any does, and one round trip is enough. */
    private static List<String> prepared(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(FOUND + PREPARED + text);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    names.add(rows.getString("name"));
                }
            }
            return names;
        }
    }

    private static void deallocate(Connection connection, List<String> names) throws SQLException {
        if (!names.isEmpty()) {
            // Not DEALLOCATE ALL, which takes the driver's own too; and no DO block, which needs a language.
            Sql.script(
                    connection,
                    names.stream()
                            .map(name -> "DEALLOCATE " + Identifier.quote(name))
                            .collect(Collectors.joining("; ")));
        }
    }

    /** What a script in an open transaction must not leave us with: another role, another search path, a timeout. */
    static void takeBack(Connection connection, ConnectionSettings settings, String after) throws SQLException {
        Sql.script(
                connection,
                FOUND + "SET SESSION AUTHORIZATION DEFAULT; RESET ROLE; RESET ALL; "
                        + preparation(connection, settings, Reach.SESSION) + "; " + after);
    }

    private static void endTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        // A BEGIN in a script is unknown to the driver's autocommit, and its rollback() then refuses.
        if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
            Sql.script(connection, "ROLLBACK");
        }
    }

    /** One text with one round trip. */
    private static String preparation(Connection connection, ConnectionSettings settings, Reach reach)
            throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        StringBuilder sql = new StringBuilder(set(defaults(major), reach));
        if (major >= 14) {
            // Servers on other systems refuse it. It ends what runs on after its client is gone.
            sql.append("; SELECT CASE WHEN pg_catalog.strpos(pg_catalog.version(), 'linux') > 0"
                    + " THEN pg_catalog.set_config('client_connection_check_interval', '5s', "
                    + reach.local + ") END");
        }
        settings.role().ifPresent(role -> sql.append("; ").append(reach.role).append(Identifier.quote(role)));
        Map<String, String> wanted = new LinkedHashMap<>();
        settings.schema().ifPresent(schema -> wanted.put("search_path", Identifier.quote(schema)));
        wanted.putAll(settings.settings());
        if (!wanted.isEmpty()) {
            sql.append("; ").append(set(wanted, reach));
        }
        return sql.toString();
    }

    private static Map<String, String> defaults(int major) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("statement_timeout", "0");
        defaults.put("idle_in_transaction_session_timeout", "0");
        if (major >= 14) {
            defaults.put("idle_session_timeout", "0");
        }
        if (major >= 17) {
            defaults.put("transaction_timeout", "0");
        }
        // The driver takes that of the machine it runs on: one migration would mean two things on two machines.
        defaults.put("TimeZone", "UTC");
        // Scripts are cut into statements by the rules that hold while this is on.
        defaults.put("standard_conforming_strings", "on");
        return defaults;
    }

    private static String set(Map<String, String> values, Reach reach) {
        return values.entrySet().stream()
                .map(setting -> "pg_catalog.set_config(" + Identifier.literal(setting.getKey()) + ", "
                        + Identifier.literal(setting.getValue()) + ", " + reach.local + ")")
                .collect(Collectors.joining(", ", "SELECT ", ""));
    }
}
