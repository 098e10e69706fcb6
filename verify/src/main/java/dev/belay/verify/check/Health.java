package dev.belay.verify.check;

import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlTrouble;
import dev.belay.verify.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Asks a database a list of checks, one query each, in a session that cannot write. */
public final class Health {
    private static final String MANNERS = """
            SET default_transaction_read_only = on;
            SET statement_timeout = 0;
            SET lock_timeout = '5s';
            SET jit = off
            """;

    private final List<Check> checks;
    private final Scope scope;

    public Health(List<Check> checks, Scope scope) {
        this.checks = List.copyOf(checks);
        this.scope = scope;
    }

    /**
     * What they found. A database without a table passes nothing: there was nothing to check.
     *
     * @throws dev.belay.core.BelayException of kind CONNECTION when there is no session
     */
    public Report of(Database database) {
        try (Connection connection = database.forReading().connect()) {
            Sql.script(connection, MANNERS);
            return of(connection);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** The same in a session of the caller's. */
    public Report of(Connection connection) throws SQLException {
        if (nothingIsThere(connection)) {
            return Report.NOTHING;
        }
        Report all = Report.NOTHING;
        for (Check check : checks) {
            all = all.and(check.ask(connection, scope));
        }
        return all;
    }

    private boolean nothingIsThere(Connection connection) throws SQLException {
        return Sql.list(connection, """
                        SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
                        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind IN ('r', 'p', 'm', 'S') AND n.nspname !~ '^pg_'
                          AND n.nspname <> 'information_schema'
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend owned
                                          WHERE owned.classid = 'pg_catalog.pg_class'::regclass
                                            AND owned.objid = c.oid AND c.relkind = 'S'
                                            AND owned.refclassid = 'pg_catalog.pg_class'::regclass
                                            AND owned.refobjsubid > 0)
                        """, row -> scope.has(row.getString(1), row.getString(2))).stream()
                .noneMatch(Boolean::booleanValue);
    }
}
