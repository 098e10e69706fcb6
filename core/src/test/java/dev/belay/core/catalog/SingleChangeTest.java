package dev.belay.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * One change at a time to a schema with something of everything: the difference is that change, with what PostgreSQL itself
 * makes follow from it, and nothing else. The changes and their lines are {@code single-changes.txt}.
 */
@ServerTest
final class SingleChangeTest {
    private static final String TOLD = "=> ";

    /** A statement, and the difference that it makes. */
    record SingleChange(String statement, List<String> lines) {
        static SingleChange of(String entry) {
            List<String> lines = entry.lines().toList();
            return new SingleChange(
                    lines.stream().filter(line -> !line.startsWith(TOLD)).collect(Collectors.joining("\n")),
                    lines.stream()
                            .filter(line -> line.startsWith(TOLD))
                            .map(line -> line.substring(TOLD.length()))
                            .toList());
        }
    }

    @Test
    void aSingleChangeIsToldAndNothingElse(TestDatabase database) throws SQLException {
        Roles roles = new Roles(database, "ann", "bob");
        SoftAssertions softly = new SoftAssertions();
        try (Connection connection = database.connect()) {
            RoundTrip.load(database, roles.in(resource("single-changes.sql")));
            Described before = Described.of(CatalogReader.read(connection));
            connection.setAutoCommit(false);
            for (SingleChange change : changes(roles.in(resource("single-changes.txt")))) {
                softly.assertThat(difference(before, connection, change))
                        .as(change.statement())
                        .containsExactlyElementsOf(change.lines());
            }
        } finally {
            database.execute(roles.in("DROP OWNED BY {ann}, {bob}"));
            roles.drop();
        }

        softly.assertAll();
    }

    @Test
    void thereAreMoreThanAHundredChangesAndNoneTwice() {
        List<String> statements = changes(resource("single-changes.txt")).stream()
                .map(SingleChange::statement)
                .toList();

        assertThat(statements).hasSizeGreaterThan(100);
        assertThat(new HashSet<>(statements)).hasSameSizeAs(statements);
    }

    private static List<String> difference(Described before, Connection connection, SingleChange change)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(change.statement());
            return SchemaDiff.of(before, Described.of(CatalogReader.read(connection)))
                    .lines();
        } finally {
            connection.rollback();
        }
    }

    static List<SingleChange> changes() {
        return changes(resource("single-changes.txt"));
    }

    private static List<SingleChange> changes(String text) {
        return Arrays.stream(text.strip().split("\n\n+")).map(SingleChange::of).toList();
    }

    static String resource(String name) {
        try (InputStream text = SingleChangeTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(text, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
