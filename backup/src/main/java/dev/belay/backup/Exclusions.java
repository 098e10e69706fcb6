package dev.belay.backup;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.NamePattern;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.Selection;
import dev.belay.core.catalog.Table;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sees to it that what is said to be left out is left out: what stays in by a slip of the pen may be a secret. */
final class Exclusions {
    /** Those of extensions too, which no catalog lists. */
    private static final String NAMES = """
            SELECT n.nspname AS schema, NULL AS name FROM pg_catalog.pg_namespace n
            UNION ALL
            SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
            """;

    private final BackupOptions options;

    Exclusions(BackupOptions options) {
        this.options = options;
    }

    private record Name(String schema, Optional<String> relation) {}

    /**
     * Looks at them in the snapshot of an open transaction.
     *
     * @return in words, the rules that leave nothing out
     * @throws BelayException of kind USAGE when there is nothing of a name, or only a part of what it means would be left out
     */
    List<String> notes(Connection connection, Catalog whole) throws SQLException {
        List<NamePattern> schemas = options.selection().notSchemas();
        List<NamePattern> tables = Stream.of(options.selection(), options.rows())
                .map(Selection::notTables)
                .flatMap(List::stream)
                .toList();
        if (schemas.isEmpty() && tables.isEmpty()) {
            return List.of();
        }
        List<Name> names = Sql.list(
                connection,
                NAMES,
                row -> new Name(row.getString("schema"), Optional.ofNullable(row.getString("name"))));
        List<NamePattern> idle = new ArrayList<>();
        schemas.stream()
                .filter(pattern -> names.stream().noneMatch(name -> pattern.matches(name.schema())))
                .forEach(idle::add);
        tables.stream()
                .filter(pattern -> names.stream().noneMatch(name -> matches(pattern, name)))
                .forEach(idle::add);
        refuseNames(idle);
        refuseHalves(whole);
        return idle.stream()
                .map(pattern -> "nothing is called " + pattern + ", so that it leaves nothing out")
                .toList();
    }

    private static boolean matches(NamePattern pattern, Name name) {
        return name.relation()
                .filter(relation -> pattern.matches(name.schema(), relation))
                .isPresent();
    }

    /** A rule may mean nothing today; who says one name means something that is there. */
    private static void refuseNames(List<NamePattern> idle) {
        String names = idle.stream()
                .filter(NamePattern::plain)
                .map(NamePattern::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "nothing is called " + names + ", which is to be left out",
                    "mend the name; of what is gone leave it away. Only a pattern may match nothing: 'app.orders*'");
        }
    }

    /** The rows of a partitioned table are in its partitions, and those are tables of their own. */
    private void refuseHalves(Catalog whole) {
        Predicate<ObjectId> kept = id -> hasTable(options.selection(), id) && hasTable(options.rows(), id);
        for (Table table : tables(whole)) {
            Optional<ObjectId> parent = table.partition().map(Table.Partition::parent);
            if (kept.test(table.id()) && parent.filter(this::leftOut).isPresent()) {
                throw new BelayException(
                        Kind.USAGE,
                        parent.get().sql() + " is to be left out, but not its partition "
                                + table.id().sql(),
                        "name the partitions too: a pattern such as 'app.orders*' may mean all of them");
            }
        }
    }

    private boolean leftOut(ObjectId table) {
        return Stream.of(options.selection(), options.rows())
                .flatMap(selection -> selection.notTables().stream())
                .anyMatch(pattern -> pattern.matches(table.schema(), table.name()));
    }

    private static boolean hasTable(Selection selection, ObjectId table) {
        return selection.hasTable(table.schema(), table.name());
    }

    private static List<Table> tables(Catalog whole) {
        return whole.objects().values().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }
}
