package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import dev.belay.testing.StockDump;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The proof that a kind is read and printed in full: load, read, print, load into an empty database, and read again. Both
 * catalogs must be equal, and where a stock {@code pg_dump} can read the server, its text of both databases too.
 */
final class RoundTrip {
    private RoundTrip() {}

    /** Returns the catalog of the source. */
    static Catalog copiesFaithfully(TestDatabase source, String sql) {
        load(source, sql);
        return copiesFaithfully(source);
    }

    static Catalog copiesFaithfully(TestDatabase source) {
        Catalog original = read(source);
        try (TestDatabase target = source.server().createDatabase()) {
            String script = SchemaScript.of(original);
            load(target, script);
            load(target, refreshes(original));
            Catalog copy = read(target);

            if (StockDump.canRead(source)) {
                assertThat(StockDump.schema(target))
                        .as("pg_dump of the copy; made by%n%s", script)
                        .isEqualTo(StockDump.schema(source));
            }
            assertThat(SchemaScript.of(copy)).isEqualTo(script);
            assertThat(schemaOf(copy)).isEqualTo(schemaOf(original));
            assertThat(Described.of(withoutLargeObjects(copy))).isEqualTo(Described.of(withoutLargeObjects(original)));
        }
        return original;
    }

    /** What a script of the schema makes: everything but large objects, which are data. */
    private static Map<ObjectId, CatalogObject> schemaOf(Catalog catalog) {
        Map<ObjectId, CatalogObject> objects = new TreeMap<>(catalog.objects());
        objects.keySet().removeIf(id -> id.type() == ObjectType.LARGE_OBJECT);
        return objects;
    }

    private static Catalog withoutLargeObjects(Catalog catalog) {
        Catalog schema = catalog;
        for (ObjectId id : catalog.objects().keySet()) {
            schema = id.type() == ObjectType.LARGE_OBJECT ? schema.without(id) : schema;
        }
        return schema;
    }

    /** Drops only the objects of these types, and makes them again beside all others. */
    static Catalog remakesFaithfully(TestDatabase database, String sql, ObjectType... types) {
        load(database, sql);
        Catalog original = read(database);
        Optional<String> dump =
                StockDump.canRead(database) ? Optional.of(StockDump.schema(database)) : Optional.empty();
        Catalog chosen = new Catalog(
                original.major(),
                original.objects().values().stream()
                        .filter(object -> List.of(types).contains(object.id().type()))
                        .toList());
        List<String> drops = CreationOrder.of(chosen).steps().stream()
                .filter(step -> step.form() == CreationOrder.Form.WHOLE)
                .map(step -> step.object().drop())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(drops);
        load(database, String.join("", drops));
        load(database, SchemaScript.of(chosen));

        dump.ifPresent(text -> assertThat(StockDump.schema(database)).isEqualTo(text));
        assertThat(read(database).objects()).isEqualTo(original.objects());
        return original;
    }

    /** A schema is copied without rows; whether a materialized view has any is nevertheless said of it. */
    static String refreshes(Catalog catalog) {
        return CreationOrder.of(catalog).steps().stream()
                .map(CreationOrder.Step::object)
                .filter(MaterializedView.class::isInstance)
                .map(MaterializedView.class::cast)
                .filter(MaterializedView::populated)
                .distinct()
                .map(MaterializedView::refresh)
                .collect(Collectors.joining());
    }

    static Catalog read(TestDatabase database) {
        try (Connection connection = database.connect()) {
            return CatalogReader.read(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + database.name(), e);
        }
    }

    /** As the toolkit knows it. */
    static Database database(TestDatabase database) {
        ConnectionSettings settings =
                ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/nonexistent")));
        return new Database(settings);
    }

    /** Runs a script statement by statement, cut by our own lexer. */
    static void load(TestDatabase database, String sql) {
        try (Database target = database(database).sendingAsIs();
                Connection connection = target.connect();
                var jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            for (Statement statement : Script.parse("schema.sql", sql).executable()) {
                try {
                    if (statement.kind() == Statement.Kind.COPY) {
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn(statement.sql(), statement.copyData());
                    } else {
                        jdbc.execute(statement.sql());
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException("refused: " + statement, e);
                }
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("cannot load into " + database.name(), e);
        }
    }
}
