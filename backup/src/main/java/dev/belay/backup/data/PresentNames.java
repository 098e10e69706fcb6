package dev.belay.backup.data;

import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names by which the server finds rows, or that it writes into them, as they are now and not as a snapshot shows them:
 * those of schemas and enum values. No lock on a table keeps anybody from changing them.
 */
record PresentNames(Map<String, String> byObject) {
    /** As a transaction sees them: in a snapshot those of its moment. */
    private static final String SQL = """
            SELECT 'schema' AS kind, oid::text AS oid, nspname AS name FROM pg_catalog.pg_namespace
            UNION ALL SELECT 'enum value', oid::text, enumlabel FROM pg_catalog.pg_enum
            """;

    static PresentNames read(Connection connection) throws SQLException {
        Map<String, String> names = new HashMap<>();
        Sql.list(
                connection,
                SQL,
                row -> names.put(
                                row.getString("kind") + " " + row.getString("oid"),
                                row.getString("kind") + " \"" + row.getString("name") + "\"")
                        == null);
        return new PresentNames(names);
    }

    /** In words, one that is another now. Those that are new or gone do not matter: locks keep tables that use them. */
    Optional<String> renamed(PresentNames now) {
        return byObject.entrySet().stream()
                .filter(then -> now.byObject.containsKey(then.getKey()))
                .filter(then -> !then.getValue().equals(now.byObject.get(then.getKey())))
                .map(then -> "the " + then.getValue() + " was renamed: it is the " + now.byObject.get(then.getKey())
                        + " now")
                .sorted()
                .findFirst();
    }
}
