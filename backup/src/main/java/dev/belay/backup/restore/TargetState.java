package dev.belay.backup.restore;

import static java.util.stream.Collectors.toSet;

import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Sees to it that the target is as it was said to be, before anything is restored: nothing is lost by surprise. */
final class TargetState {
    private static final int SHOWN = 5;

    /** What a new database does not have: schemas, relations, functions, types, large objects. */
    private static final String CONTENTS = """
            SELECT kind || ' ' || name FROM (
                SELECT 'schema' AS kind, pg_catalog.quote_ident(n.nspname) AS name
                FROM pg_catalog.pg_namespace n
                WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public')
                  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 2615 AND d.objid = n.oid
                                  AND d.deptype = 'e')
                UNION ALL
                SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
                                      WHEN 'S' THEN 'sequence' ELSE 'table' END, c.oid::pg_catalog.regclass::text
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                  AND c.relkind IN ('r', 'v', 'm', 'S', 'f', 'p')
                  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1259 AND d.objid = c.oid
                                  AND d.deptype = 'e')
                UNION ALL
                SELECT 'function', p.oid::pg_catalog.regprocedure::text
                FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1255 AND d.objid = p.oid
                                  AND d.deptype IN ('e', 'i'))
                UNION ALL
                SELECT 'type', t.oid::pg_catalog.regtype::text
                FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                  AND (t.typtype IN ('e', 'd', 'r') AND t.typelem = 0
                       OR EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
                  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1247 AND d.objid = t.oid
                                  AND d.deptype = 'e')
                UNION ALL
                SELECT 'large object', oid::text FROM pg_catalog.pg_largeobject_metadata
            ) AS found (kind, name)
            ORDER BY kind = 'table' DESC, 1
            """;

    /** What a DROP says of something that is not there. */
    private static final Set<String> ABSENT = Set.of("42P01", "42704", "42883", "3F000", "42703", "42P02", "3D000");

    private final Connection connection;
    private final RestoreOptions options;

    TargetState(Connection connection, RestoreOptions options) {
        this.connection = connection;
        this.options = options;
    }

    void prepare(Toc toc, RestorePlan plan) throws SQLException {
        RestoreSession.prepare(connection, toc.standardStrings(), false);
        if (options.part() == RestoreOptions.Part.DATA) {
            prepareRows(toc, plan);
        } else if (options.target() == RestoreOptions.Target.EMPTY) {
            refuseContents("--create NAME restores into a new database, --clean drops first what the archive has,"
                    + " --add restores beside what is there");
        } else if (options.target() == RestoreOptions.Target.CLEANED) {
            drop(toc, plan);
        }
    }

    /** For what cannot be chosen from: only an empty database will do, unless somebody says otherwise. */
    void prepareEmpty() throws SQLException {
        if (options.target() == RestoreOptions.Target.EMPTY) {
            refuseContents("--create NAME runs it in a new database, --add beside what is there");
        }
    }

    private void refuseContents(String hint) throws SQLException {
        List<String> found = Sql.list(connection, CONTENTS, row -> row.getString(1));
        if (!found.isEmpty()) {
            throw notEmpty(found, "is not empty: it has ", hint);
        }
    }

    private BelayException notEmpty(List<String> found, String what, String hint) throws SQLException {
        String more = found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : "";
        return new BelayException(
                Kind.USAGE,
                "the database \"" + connection.getCatalog() + "\" " + what
                        + String.join(", ", found.subList(0, Math.min(SHOWN, found.size()))) + more,
                hint);
    }

    private void prepareRows(Toc toc, RestorePlan plan) throws SQLException {
        TargetRows rows = new TargetRows(connection, plan);
        if (options.target() == RestoreOptions.Target.CLEANED) {
            Sql.inTransaction(connection, () -> {
                rows.empty();
                dropAll(toc, plan);
            });
        } else if (options.target() == RestoreOptions.Target.EMPTY) {
            List<String> found = rows.filled();
            if (!found.isEmpty()) {
                throw notEmpty(
                        found,
                        "has already what is to be loaded: ",
                        "--clean empties these first; --add loads beside the rows that are there");
            }
        }
    }

    /** All or nothing: half of it dropped would be worse than what was there before. */
    private void drop(Toc toc, RestorePlan plan) throws SQLException {
        Sql.inTransaction(connection, () -> dropAll(toc, plan));
    }

    private void dropAll(Toc toc, RestorePlan plan) throws SQLException {
        Set<Integer> planned = plan.steps().map(step -> step.entry().id()).collect(toSet());
        ArchiveText text = new ArchiveText(toc);
        for (int i = toc.entries().size() - 1; i >= 0; i--) {
            TocEntry entry = toc.entries().get(i);
            if (planned.contains(entry.id())) {
                for (String sql : EntrySql.drops(entry)) {
                    drop(text.of(sql));
                }
            }
        }
    }

    private void drop(String sql) throws SQLException {
        Sql.script(connection, "SAVEPOINT belay_drop");
        try {
            Sql.script(connection, sql);
            Sql.script(connection, "RELEASE SAVEPOINT belay_drop");
        } catch (SQLException e) {
            if (!ABSENT.contains(String.valueOf(e.getSQLState()))) {
                throw refused(sql, e);
            }
            Sql.script(connection, "ROLLBACK TO SAVEPOINT belay_drop");
        }
    }

    private static BelayException refused(String sql, SQLException e) {
        SqlError error = SqlError.of(e);
        String what = sql.strip().replaceAll(";$", "");
        return new BelayException(
                Kind.BACKUP,
                "--clean cannot drop what is there, and dropped nothing: " + what + ": " + error
                        + (error.detail().isEmpty() ? "" : "; " + error.detail()),
                "2BP01".equals(error.state())
                        ? "something depends on it that is not restored with it: choose that too, or drop it first, or restore"
                                + " into a new database with --create; --data-only brings back rows alone"
                        : error.hint(),
                e);
    }
}
