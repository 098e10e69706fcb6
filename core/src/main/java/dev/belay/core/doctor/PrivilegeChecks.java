package dev.belay.core.doctor;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Whether the role that works may do what a run needs. */
final class PrivilegeChecks {
    private static final String TABLE = """
            SELECT current_user AS me,
                   pg_catalog.strpos(pg_catalog.current_setting('search_path'), '$user') OPERATOR(pg_catalog.>) 0
                        AS path_has_me,
                   pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') AS may_create_schema,
                   n.oid IS NOT NULL AS schema_exists,
                   coalesce(pg_catalog.has_schema_privilege(n.oid, 'USAGE'), false) AS may_use,
                   coalesce(pg_catalog.has_schema_privilege(n.oid, 'CREATE'), false) AS may_create,
                   r.oid IS NOT NULL AS table_exists,
                   coalesce(pg_catalog.has_table_privilege(r.oid, 'SELECT')
                        AND pg_catalog.has_table_privilege(r.oid, 'INSERT'), false) AS may_write
            FROM (SELECT 1) one
            LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = ?
            LEFT JOIN pg_catalog.pg_class r ON r.relnamespace = n.oid AND r.relname = ?
            """;

    private final Connection connection;
    private final Patient patient;

    PrivilegeChecks(Connection connection, Patient patient) {
        this.connection = connection;
        this.patient = patient;
    }

    Step journal() throws SQLException {
        return table("journal", patient.journal());
    }

    Step history() throws SQLException {
        Optional<QualifiedName> history = patient.history();
        return history.isPresent()
                ? table("history", history.get())
                : Step.skipped("history", "a convention, which says where the history is");
    }

    private record Access(
            String me,
            boolean pathHasMe,
            boolean mayCreateSchema,
            boolean schemaExists,
            boolean mayUse,
            boolean mayCreate,
            boolean tableExists,
            boolean mayWrite) {}

    private Step table(String name, QualifiedName table) throws SQLException {
        Access access = Sql.one(
                connection,
                TABLE,
                row -> new Access(
                        row.getString("me"),
                        row.getBoolean("path_has_me"),
                        row.getBoolean("may_create_schema"),
                        row.getBoolean("schema_exists"),
                        row.getBoolean("may_use"),
                        row.getBoolean("may_create"),
                        row.getBoolean("table_exists"),
                        row.getBoolean("may_write")),
                table.schema(),
                table.name());
        String me = Identifier.quote(access.me);
        String schema = Identifier.quote(table.schema());
        if (access.tableExists) {
            return access.mayUse && access.mayWrite
                    ? Step.ok(name, table + " is there and can be written")
                    : Step.failed(
                            name,
                            "role " + me + " may not write " + table,
                            "GRANT USAGE ON SCHEMA " + schema + " TO " + me
                                    + "; GRANT SELECT, INSERT, UPDATE, DELETE ON " + table.sql() + " TO " + me);
        }
        if (access.schemaExists) {
            return access.mayUse && access.mayCreate
                    ? Step.ok(name, table + " will be made by the first run")
                    : Step.failed(
                            name,
                            "role " + me + " may not create " + table,
                            "GRANT USAGE, CREATE ON SCHEMA " + schema + " TO " + me);
        }
        if (access.pathHasMe && access.me.equals(table.schema())) {
            return Step.failed(
                    name,
                    "a schema " + schema
                            + " would have the name of this role, and \"$user\" in its search_path would put"
                            + " new tables there",
                    name + ": {schema: …} in belay.yaml gives it another name");
        }
        return access.mayCreateSchema
                ? Step.ok(name, "the schema " + schema + " and its table will be made by the first run")
                : Step.failed(
                        name,
                        "role " + me + " may not create the schema " + schema,
                        "GRANT CREATE ON DATABASE, let somebody create the schema, or name an existing one: " + name
                                + ".schema in belay.yaml");
    }

    Step activity() throws SQLException {
        return member(
                "activity",
                "pg_read_all_stats",
                "sees what other sessions do",
                "sees of other users' sessions only that they are there: holders of locks cannot be described");
    }

    Step signals() throws SQLException {
        return member(
                "signals",
                "pg_signal_backend",
                "may end other sessions",
                "may end only sessions of its own: not who blocks it");
    }

    private Step member(String name, String role, String good, String bad) throws SQLException {
        boolean member = Sql.one(
                connection, "SELECT pg_catalog.pg_has_role(current_user, ?, 'USAGE')", row -> row.getBoolean(1), role);
        String me = Sql.one(connection, "SELECT current_user", row -> row.getString(1));
        String who = "role " + Identifier.quote(me) + " ";
        return member
                ? Step.ok(name, who + good)
                : Step.warn(name, who + bad, "GRANT " + role + " TO " + Identifier.quote(me));
    }
}
