package dev.belay.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The number by which a database cluster and its replicas are known, whatever they are called. */
public final class SystemIdentifier {
    private static final String FUNCTION = "pg_catalog.pg_control_system()";

    private SystemIdentifier() {}

    /**
     * Asks for it, in a session without an open transaction, which an error would end.
     *
     * @return empty where the role may not know, or the server has none
     */
    public static Optional<String> of(Connection connection) {
        try {
            // Refused, it would stand as an error in the server's log.
            boolean allowed = Sql.one(
                    connection,
                    "SELECT pg_catalog.has_function_privilege(?, 'EXECUTE')",
                    row -> row.getBoolean(1),
                    FUNCTION);
            return allowed
                    ? Sql.first(connection, "SELECT system_identifier::text FROM " + FUNCTION, row -> row.getString(1))
                    : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }
}
