package dev.belay.backup.restore;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Sees to it that rows alone find tables that are there, with no rows in them. */
final class TargetRows {
    private static final String LARGE_OBJECTS = "SELECT oid::text FROM pg_catalog.pg_largeobject_metadata";

    private static final String ROOTS = """
            WITH emptied AS (SELECT t.name::regclass AS relation FROM pg_catalog.unnest(?::text[]) AS t (name))
            SELECT DISTINCT a.relid::regclass::text
            FROM emptied e CROSS JOIN LATERAL pg_catalog.pg_partition_ancestors(e.relation) AS a (relid)
            WHERE a.relid <> e.relation AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_partition_tree(a.relid) p
                WHERE p.isleaf AND p.relid NOT IN (SELECT relation FROM emptied))
            """;

    private final Connection connection;
    private final RestorePlan plan;

    TargetRows(Connection connection, RestorePlan plan) {
        this.connection = connection;
        this.plan = plan;
    }

    /** What is there already of what would be loaded. */
    List<String> filled() throws SQLException {
        List<String> found = new ArrayList<>();
        try {
            for (String table : tables()) {
                if (Sql.one(connection, "SELECT EXISTS (SELECT FROM " + table + ")", row -> row.getBoolean(1))) {
                    found.add(table);
                }
            }
        } catch (SQLException e) {
            throw missing(e);
        }
        found.addAll(largeObjects());
        return found;
    }

    private List<String> largeObjects() throws SQLException {
        List<String> wanted = entries().flatMap(EntrySql::largeObjects).toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        Set<String> there = Sql.list(connection, LARGE_OBJECTS, row -> row.getString(1)).stream()
                .collect(toSet());
        return wanted.stream()
                .filter(there::contains)
                .map(oid -> "large object " + oid)
                .toList();
    }

    /** All at once: they may refer to each other. Children that inherit were not asked for. */
    void empty() throws SQLException {
        List<String> tables = tables();
        try {
            if (!tables.isEmpty()) {
                Sql.script(
                        connection,
                        "TRUNCATE TABLE "
                                + Stream.concat(
                                                roots(tables).stream(),
                                                tables.stream().map(table -> "ONLY " + table))
                                        .collect(joining(", ")));
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** The partitioned tables of which everything is emptied: foreign keys are theirs, and keep others from being emptied. */
    private List<String> roots(List<String> tables) throws SQLException {
        return Sql.list(connection, ROOTS, row -> row.getString(1), (Object) tables.toArray(String[]::new));
    }

    private List<String> tables() {
        return plan.steps()
                .filter(Step::loads)
                .map(step -> EntrySql.qualified(step.entry()))
                .distinct()
                .toList();
    }

    private Stream<TocEntry> entries() {
        return plan.steps().map(Step::entry).distinct();
    }

    private static SQLException missing(SQLException e) {
        SqlError error = SqlError.of(e);
        if (error.state().equals("42P01") || error.state().equals("3F000")) {
            throw new BelayException(
                    Kind.BACKUP,
                    error.toString(),
                    "rows alone go into tables that are there: restore these first, with --schema-only from an archive"
                            + " that has them",
                    e);
        }
        return e;
    }

    private static SQLException refused(SQLException e) {
        missing(e);
        SqlError error = SqlError.of(e);
        throw new BelayException(
                Kind.BACKUP,
                "--clean cannot empty what is there, and emptied nothing: " + error
                        + (error.detail().isEmpty() ? "" : "; " + error.detail()),
                "0A000".equals(error.state())
                        ? "name with -t all tables that refer to each other, or load into a database of its own"
                        : RestoreTrouble.hint(error),
                e);
    }
}
