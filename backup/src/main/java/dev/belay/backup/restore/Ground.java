package dev.belay.backup.restore;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.belay.backup.archive.TocEntry;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a restore goes by of its target.
 *
 * @param major version of the server
 * @param relations that are there; empty where it does not matter
 * @param references of each table that has foreign keys, to which others; only for rows alone
 * @param comments of extensions that are there and stay, as the statements that would make them: only owners may
 */
record Ground(
        int major, Optional<Set<Relation>> relations, Map<Relation, Set<Relation>> references, Set<String> comments) {
    /** The newest version there is, with everything in it: of a server that nobody has named nothing is left out. */
    static final Ground ANY = new Ground(Integer.MAX_VALUE, Optional.empty(), Map.of(), Set.of());

    private static final String RELATIONS = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'v', 'm', 'S', 'f', 'p')
            """;

    private static final String REFERENCES = """
            SELECT n.nspname, c.relname, rn.nspname, rc.relname
            FROM pg_catalog.pg_constraint f
            JOIN pg_catalog.pg_class c ON c.oid = f.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_class rc ON rc.oid = f.confrelid
            JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
            WHERE f.contype = 'f'
            """;

    private static final String COMMENTS = """
            SELECT pg_catalog.concat('COMMENT ON EXTENSION ', pg_catalog.quote_ident(e.extname), ' IS ',
                pg_catalog.quote_literal(d.description), ';')
            FROM pg_catalog.pg_extension e
            JOIN pg_catalog.pg_description d
                ON d.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.objoid = e.oid
            """;

    /** A table, view or sequence. */
    record Relation(String schema, String name) {
        static Relation of(TocEntry entry) {
            return new Relation(entry.schema().orElse(""), entry.tag());
        }
    }

    private record Reference(Relation from, Relation to) {}

    /** Of a database that one is connected with. */
    static Ground of(Connection connection, RestoreOptions options) throws SQLException {
        return new Ground(
                connection.getMetaData().getDatabaseMajorVersion(),
                options.choice().partial() ? Optional.of(relations(connection)) : Optional.empty(),
                options.part() == RestoreOptions.Part.DATA && !options.withoutTriggers()
                        ? references(connection)
                        : Map.of(),
                options.target() == RestoreOptions.Target.CLEANED
                        ? Set.of()
                        : Set.copyOf(Sql.list(connection, COMMENTS, row -> row.getString(1))));
    }

    private static Set<Relation> relations(Connection connection) throws SQLException {
        return Set.copyOf(Sql.list(connection, RELATIONS, row -> new Relation(row.getString(1), row.getString(2))));
    }

    private static Map<Relation, Set<Relation>> references(Connection connection) throws SQLException {
        return Sql.list(
                        connection,
                        REFERENCES,
                        row -> new Reference(
                                new Relation(row.getString(1), row.getString(2)),
                                new Relation(row.getString(3), row.getString(4))))
                .stream()
                .collect(groupingBy(Reference::from, mapping(Reference::to, toSet())));
    }

    /** Whether foreign keys lead from a table to itself, also where they go by way of others, as of partitions by their root. */
    boolean refersToItself(TocEntry entry) {
        Set<Relation> seen = new HashSet<>();
        Deque<Relation> next = new ArrayDeque<>(Set.of(Relation.of(entry)));
        while (!next.isEmpty()) {
            for (Relation other : references.getOrDefault(next.remove(), Set.of())) {
                if (seen.add(other)) {
                    next.add(other);
                }
            }
        }
        return seen.contains(Relation.of(entry));
    }

    /** Whether it is the comment of an extension that has this very comment. */
    boolean says(TocEntry entry) {
        return entry.kind().equals("COMMENT")
                && entry.definition()
                        .filter(sql -> comments.contains(sql.strip()))
                        .isPresent();
    }

    /** Whether what an entry makes is there already. */
    boolean has(TocEntry entry) {
        return relations
                .map(known -> Kin.relation(entry) && known.contains(Relation.of(entry)))
                .orElse(true);
    }
}
