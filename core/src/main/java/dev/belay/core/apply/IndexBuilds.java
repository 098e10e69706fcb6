package dev.belay.core.apply;

import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import dev.belay.core.script.Concurrent;
import dev.belay.core.script.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What goes on around a concurrent index build: an invalid leftover of the same name is in its way, and a build that was
 * disturbed leaves an invalid index that every later {@code IF NOT EXISTS} would mistake for the real one.
 */
final class IndexBuilds {
    private final Run run;

    IndexBuilds(Run run) {
        this.run = run;
    }

    /** An index as the catalog has it. */
    record Found(QualifiedName name, boolean valid, boolean beingBuilt, String definition) {}

    /** Removes an invalid index that has the name of the one to be built, unless somebody is building it. */
    void prepare(UnitStep.Work work) throws SQLException {
        Optional<Concurrent> concurrent = work.only().traits().concurrent();
        if (concurrent.isEmpty()) {
            return;
        }
        switch (concurrent.get().action()) {
            case CREATE_INDEX -> {
                for (Found found : named(concurrent.get())) {
                    if (!found.valid() && !found.beingBuilt()) {
                        drop(found, "left behind by a build that did not finish");
                    }
                }
            }
            case REINDEX_INDEX, REINDEX_TABLE, REINDEX_SCHEMA, REINDEX_DATABASE -> {
                for (Found found : leftovers(concurrent.get())) {
                    drop(found, "left behind by a REINDEX CONCURRENTLY that did not finish");
                }
            }
            case DROP_INDEX, DETACH_PARTITION, DETACH_FINALIZE -> {}
        }
    }

    /** After a build: the index must be valid, or the migration has not done what it says. */
    void check(UnitStep.Work work) throws SQLException {
        Optional<Concurrent> concurrent =
                work.only().traits().concurrent().filter(action -> action.action() == Concurrent.Action.CREATE_INDEX);
        if (concurrent.isEmpty()) {
            return;
        }
        for (Found found : named(concurrent.get())) {
            if (!found.valid()) {
                throw new StatementException(
                        work.script(),
                        work.only(),
                        work.statements(),
                        new SQLException("index \"" + found.name() + "\" is invalid: " + found.definition(), "55000"));
            }
        }
    }

    /** Whether the index of this build is there and valid. */
    boolean built(Concurrent concurrent) throws SQLException {
        List<Found> found = named(concurrent);
        return !found.isEmpty() && found.stream().allMatch(Found::valid);
    }

    /** The indexes that bear the name of a build, in the schema of its table. */
    List<Found> named(Concurrent concurrent) throws SQLException {
        if (concurrent.objects().isEmpty() || concurrent.table().isEmpty()) {
            return List.of();
        }
        return Sql.list(
                connection(),
                FOUND + """
                        WHERE c.relname = ?
                          AND c.relnamespace = (SELECT relnamespace FROM pg_catalog.pg_class
                                                WHERE oid = pg_catalog.to_regclass(?)::oid)
                        """,
                IndexBuilds::map,
                concurrent.objects().get(0).name(),
                sql(concurrent.table().get()));
    }

    /** Invalid indexes with the names that REINDEX CONCURRENTLY gives to its own, those of TOAST tables too. */
    private List<Found> leftovers(Concurrent concurrent) throws SQLException {
        String tables = switch (concurrent.action()) {
            case REINDEX_INDEX ->
                "t.oid = (SELECT indrelid FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass(?)::oid)";
            case REINDEX_TABLE -> "t.oid = pg_catalog.to_regclass(?)::oid";
            case REINDEX_SCHEMA -> "t.relnamespace = pg_catalog.to_regnamespace(?)::oid";
            default -> "?::text IS NOT NULL";
        };
        return Sql.list(
                        connection(),
                        FOUND + LEFTOVER.formatted(tables),
                        IndexBuilds::map,
                        concurrent
                                .object()
                                .or(concurrent::table)
                                .map(IndexBuilds::sql)
                                .orElse(""))
                .stream()
                .filter(found -> !found.beingBuilt())
                .toList();
    }

    private void drop(Found found, String why) throws SQLException {
        run.listener()
                .on(new RunEvent.Warned(
                        "dropping the invalid index \"" + found.name() + "\", " + why, List.of(found.definition())));
        Sql.script(connection(), "SET lock_timeout = 0");
        Sql.script(
                connection(),
                "DROP INDEX CONCURRENTLY IF EXISTS " + found.name().sql());
    }

    private static final String FOUND = """
            SELECT n.nspname, c.relname, i.indisvalid OR c.relkind = 'I' AS valid,
                   pg_catalog.pg_get_indexdef(c.oid) AS definition,
                   EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = c.oid) AS busy
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            """;

    private static final String LEFTOVER = """
            WHERE NOT i.indisvalid AND c.relname::text ~ '_cc(new|old)[0-9]*$'
              AND EXISTS (SELECT FROM pg_catalog.pg_class t
                          WHERE i.indrelid IN (t.oid, t.reltoastrelid) AND %s)
            """;

    private static Found map(java.sql.ResultSet row) throws SQLException {
        return new Found(
                new QualifiedName(row.getString("nspname"), row.getString("relname")),
                row.getBoolean("valid"),
                row.getBoolean("busy"),
                row.getString("definition"));
    }

    static String sql(Name name) {
        String quoted = dev.belay.core.db.Identifier.quote(name.name());
        return name.schema()
                .map(schema -> dev.belay.core.db.Identifier.quote(schema) + "." + quoted)
                .orElse(quoted);
    }

    private Connection connection() {
        return run.session().connection();
    }
}
