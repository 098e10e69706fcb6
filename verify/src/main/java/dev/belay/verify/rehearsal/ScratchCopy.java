package dev.belay.verify.rehearsal;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.catalog.DatabaseProperties;
import dev.belay.core.catalog.MaterializedView;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.SchemaCopy;
import dev.belay.core.catalog.Table;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.db.TableStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Brings a database into an empty scratch: its schema, where its sequences stand, the rows of history and journal, and
 * such other rows as are wanted. The source is only read, in one snapshot.
 */
final class ScratchCopy {
    /** What could act when a row comes, or hide it from us. */
    private static final Set<ObjectType> ACTING =
            Set.of(ObjectType.TRIGGER, ObjectType.RULE, ObjectType.ROW_SECURITY, ObjectType.POLICY);

    private static final Set<ObjectType> AFTER_ALL_ROWS = Set.of(
            ObjectType.TRIGGER,
            ObjectType.RULE,
            ObjectType.ROW_SECURITY,
            ObjectType.POLICY,
            ObjectType.INDEX,
            ObjectType.FOREIGN_KEY);

    private static final String SEQUENCES = """
            SELECT pg_catalog.format('%I.%I', schemaname, sequencename) AS name, last_value
            FROM pg_catalog.pg_sequences WHERE last_value IS NOT NULL
            """;

    private final Connection source;
    private final Database scratch;
    private final Catalog catalog;
    private final List<QualifiedName> books;
    private final List<String> lacking = new ArrayList<>();
    private Map<String, String> withoutRow = Map.of();
    private long rows;

    private ScratchCopy(Connection source, Database scratch, Catalog catalog, List<QualifiedName> books) {
        this.source = source;
        this.scratch = scratch;
        this.catalog = catalog;
        this.books = books;
    }

    /**
     * Where it comes from and what is wanted.
     *
     * @param source is only read
     * @param roles what is done about roles that the scratch's server lacks
     * @param books the tables of history and journal, whose rows always come along
     */
    record Wish(Database source, SchemaCopy.Roles roles, RowChoice choice, List<QualifiedName> books) {}

    static Copied into(Database scratch, Wish wish) {
        try (Connection source = wish.source().forReading().connect()) {
            source.setAutoCommit(false);
            Sql.script(source, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            try {
                Catalog catalog = CatalogReader.read(source);
                return new ScratchCopy(source, scratch, catalog, wish.books()).copy(wish);
            } finally {
                source.rollback();
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private Copied copy(Wish wish) throws SQLException {
        catalog.missing().forEach(one -> lacking.add(one.id() + ": " + one.what() + " (" + one.help() + ")"));
        if (wish.roles() == SchemaCopy.Roles.MADE) {
            makeRoles();
        }
        Set<ObjectType> after = wish.choice() == RowChoice.FULL ? AFTER_ALL_ROWS : ACTING;
        List<String> left =
                SchemaCopy.into(scratch, catalog, wish.roles(), new SchemaCopy.Rows(after, () -> fill(wish.choice())));
        lacking.addAll(left);
        configure();
        return new Copied(catalog.objects().size(), tables(), wish.choice(), rows, withoutRow, lacking);
    }

    /** A migration may grant to any of them, not only to those that the schema speaks of. */
    private void makeRoles() throws SQLException {
        List<String> names = Sql.list(
                source,
                "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' ORDER BY 1",
                row -> row.getString(1));
        try (Connection connection = scratch.connect()) {
            Set<String> known = new LinkedHashSet<>(
                    Sql.list(connection, "SELECT rolname FROM pg_catalog.pg_roles", row -> row.getString(1)));
            for (String name : names) {
                if (!known.contains(name)) {
                    Sql.script(connection, "CREATE ROLE " + Identifier.quote(name));
                }
            }
        }
    }

    private void fill(RowChoice choice) throws SQLException {
        Set<String> filled = new LinkedHashSet<>();
        try (Connection connection = scratch.connect()) {
            Sql.script(connection, "SET synchronous_commit = off; SET search_path = pg_catalog");
            for (QualifiedName book : books) {
                Table table = table(book);
                if (table != null) {
                    stream(table, connection);
                    filled.add(quoted(table));
                }
            }
            if (choice == RowChoice.FULL) {
                for (Table table : KeptReader.stored(catalog)) {
                    if (!filled.contains(quoted(table))) {
                        rows += stream(table, connection);
                    }
                }
            }
            sequences(connection);
        }
        if (choice == RowChoice.SYNTHETIC) {
            SyntheticRows.Made made = SyntheticRows.into(scratch, filled);
            rows = made.rows();
            withoutRow = made.without();
        }
        refresh();
    }

    private @org.jspecify.annotations.Nullable Table table(QualifiedName name) {
        return catalog.find(ObjectId.of(ObjectType.TABLE, name.schema(), name.name()))
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .orElse(null);
    }

    private int tables() {
        return (int) KeptReader.stored(catalog).stream()
                .filter(table -> books.stream()
                        .noneMatch(
                                book -> table.id().equals(ObjectId.of(ObjectType.TABLE, book.schema(), book.name()))))
                .count();
    }

    private long stream(Table table, Connection to) throws SQLException {
        List<String> columns = table.columns().stream()
                .filter(column -> column.generated().isEmpty())
                .map(column -> Identifier.quote(column.name()))
                .toList();
        if (columns.isEmpty()) {
            return 0;
        }
        String list = String.join(", ", columns);
        try {
            return TableStream.copy(
                    source,
                    "COPY (SELECT " + list + " FROM ONLY " + quoted(table) + ") TO STDOUT",
                    to,
                    "COPY " + quoted(table) + " (" + list + ") FROM STDIN");
        } catch (SQLException e) {
            throw new BelayException(
                    Kind.CONNECTION,
                    "the rows of " + table.id() + " cannot be copied: " + SqlError.of(e),
                    SqlError.of(e).state().equals("42501")
                            ? "GRANT SELECT ON " + table.id().sql() + " to this role"
                            : SqlTrouble.hint(SqlError.of(e)),
                    e);
        }
    }

    private static String quoted(Table table) {
        return Identifier.quote(table.id().schema()) + "."
                + Identifier.quote(table.id().name());
    }

    private void sequences(Connection to) throws SQLException {
        record Position(String name, long value) {}
        List<Position> positions =
                Sql.list(source, SEQUENCES, row -> new Position(row.getString("name"), row.getLong("last_value")));
        Set<String> there = new LinkedHashSet<>(Sql.list(
                to,
                "SELECT pg_catalog.format('%I.%I', schemaname, sequencename) FROM pg_catalog.pg_sequences",
                row -> row.getString(1)));
        for (Position position : positions) {
            if (there.contains(position.name())) {
                Sql.list(
                        to,
                        "SELECT pg_catalog.setval(?::regclass, ?) AS value",
                        row -> row.getLong("value"),
                        position.name(),
                        position.value());
            }
        }
    }

    /** Those that were filled are filled; one may be made of another one. */
    private void refresh() throws SQLException {
        List<MaterializedView> left = catalog.objects().values().stream()
                .filter(MaterializedView.class::isInstance)
                .map(MaterializedView.class::cast)
                .filter(MaterializedView::populated)
                .collect(Collectors.toCollection(ArrayList::new));
        Map<String, String> refused = new TreeMap<>();
        try (Connection connection = scratch.connect()) {
            boolean went = true;
            while (went && !left.isEmpty()) {
                refused.clear();
                went = left.removeIf(view -> {
                    try {
                        Sql.script(connection, view.refresh());
                        return true;
                    } catch (SQLException e) {
                        refused.put(view.id().toString(), SqlError.of(e).toString());
                        return false;
                    }
                });
            }
        }
        refused.forEach((view, error) -> lacking.add(view + " is empty: " + error));
    }

    /** Sessions begin in it as they do in the source. */
    private void configure() throws SQLException {
        List<DatabaseProperties.RoleSetting> settings =
                catalog.properties().map(DatabaseProperties::settings).orElse(List.of());
        if (settings.isEmpty()) {
            return;
        }
        String database = "DATABASE " + Identifier.quote(scratch.settings().database());
        try (Connection connection = scratch.connect()) {
            for (DatabaseProperties.RoleSetting one : settings) {
                String whose = one.role()
                        .map(role -> "ROLE " + Identifier.quote(role) + " IN " + database)
                        .orElse(database);
                try {
                    Sql.script(
                            connection,
                            "ALTER " + whose + " SET " + one.setting().sql());
                } catch (SQLException e) {
                    lacking.add("setting " + one.setting().sql() + ": " + SqlError.of(e));
                }
            }
        }
    }
}
