package dev.belay.core.catalog;

import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs changes as their script says it, and finds what is then still another. */
final class Rebuilding {
    private Rebuilding() {}

    static SchemaChanges changes(Catalog before, Catalog after, Described.Aspect... ignored) {
        Set<Described.Aspect> aspects = Set.of(ignored);
        return SchemaChanges.of(before, after, difference(before, after, aspects), aspects);
    }

    private static SchemaDiff difference(Catalog before, Catalog after, Set<Described.Aspect> ignored) {
        return SchemaDiff.of(described(before, ignored), described(after, ignored));
    }

    /** Large objects are data. */
    private static Described described(Catalog catalog, Set<Described.Aspect> ignored) {
        return Described.of(catalog)
                .without(id -> id.type() == ObjectType.LARGE_OBJECT)
                .without(ignored);
    }

    /** All in one transaction, but for what has to be committed to be used. */
    static void run(TestDatabase database, SchemaChanges changes) {
        SchemaChanges.Step running = null;
        try (Connection connection = database.connect();
                var jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            connection.setAutoCommit(false);
            jdbc.execute("SELECT pg_catalog.set_config('search_path', '', false); SET check_function_bodies = false");
            for (SchemaChanges.Step step : changes.steps()) {
                running = step;
                for (Statement statement : Script.parse("changes", step.sql()).executable()) {
                    jdbc.execute(statement.sql());
                }
                if (step.ownCommit()) {
                    connection.commit();
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("refused: " + running, e);
        }
    }

    /** The objects that are not as they should be, without those of which that was said. */
    static Set<ObjectId> wrong(
            TestDatabase database, Catalog wanted, SchemaChanges changes, Described.Aspect... ignored) {
        SchemaDiff left = difference(RoundTrip.read(database), wanted, Set.of(ignored));
        Set<ObjectId> wrong = new TreeSet<>(left.added());
        wrong.addAll(left.removed());
        wrong.addAll(left.changed().keySet());
        wrong.removeAll(
                changes.unsaid().stream().map(SchemaChanges.Unsaid::object).collect(Collectors.toSet()));
        return wrong;
    }
}
