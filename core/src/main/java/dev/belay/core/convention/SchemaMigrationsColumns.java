package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which columns a project's own {@code schema_migrations} has: every team made its own selection. */
final class SchemaMigrationsColumns {
    static final String VERSION = "version";
    static final String APPLIED_AT = "applied_at";
    static final String CHECKSUM = "checksum";
    static final String MILLISECONDS = "execution_time_ms";
    static final String DESCRIPTION = "description";

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Map<String, Column> columns;

    private SchemaMigrationsColumns(Map<String, Column> columns) {
        this.columns = columns;
    }

    /** One column: its type, and how many characters it holds. */
    record Column(String name, String type, int width) {}

    static SchemaMigrationsColumns read(Connection connection, QualifiedName table) throws SQLException {
        Map<String, Column> columns = new HashMap<>();
        for (Column column : Sql.list(connection, """
                SELECT a.attname AS name, pg_catalog.format_type(a.atttypid, NULL) AS type,
                    CASE WHEN a.atttypid = 'pg_catalog.varchar'::regtype::oid AND a.atttypmod > 4
                         THEN a.atttypmod - 4 ELSE ? END AS width
                FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = pg_catalog.to_regclass(?)::oid AND a.attnum > 0 AND NOT a.attisdropped
                """, SchemaMigrationsColumns::map, UNLIMITED, table.sql())) {
            columns.put(column.name(), column);
        }
        if (!columns.containsKey(VERSION)) {
            throw new BelayException(
                    Kind.USAGE,
                    "the table " + table + " has no column \"version\": it is not a history that Belay knows",
                    "name another table as the history of this project");
        }
        return new SchemaMigrationsColumns(columns);
    }

    private static Column map(ResultSet row) throws SQLException {
        return new Column(row.getString("name"), row.getString("type"), row.getInt("width"));
    }

    boolean has(String name) {
        return columns.containsKey(name);
    }

    int width(String name) {
        return column(name).width();
    }

    /** The column as text that is the same in every session, or NULL where there is none. */
    String text(String name) {
        if (!has(name)) {
            return "NULL::text";
        }
        return switch (column(name).type()) {
            case "timestamp with time zone" ->
                "pg_catalog.to_char(" + name + " AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || ' UTC'";
            case "timestamp without time zone" -> "pg_catalog.to_char(" + name + ", 'YYYY-MM-DD HH24:MI:SS.US')";
            default -> name + "::text";
        };
    }

    private Column column(String name) {
        return Optional.ofNullable(columns.get(name)).orElseThrow();
    }
}
