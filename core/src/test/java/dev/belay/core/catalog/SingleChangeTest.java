package dev.belay.core.catalog;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * One change at a time and back again, each to a schema of its own with something of everything. The difference is that
 * change, with what PostgreSQL itself makes follow from it, and nothing else. The statements make of the one schema the
 * other, but for what they say of themselves that it is not written down: what {@code unsaid-changes.txt} lists.
 */
@ServerTest
final class SingleChangeTest {
    /** What has to have a name of its own in each copy: the schema, and what is in no schema. */
    private static final Pattern OWN = Pattern.compile("\\b(far_news|app|news|watching|far|away)\\b");

    private static final Pattern NUMBERED = Pattern.compile("\\b(far_news|app|news|watching|far|away)_(\\d+)\\b");

    /** Rows that no statement may lose. */
    private static final String ROWS = """
            INSERT INTO app.users (name, mail) VALUES ('ann', 'a@b');
            INSERT INTO app.orders VALUES (2, NULL);
            INSERT INTO app.child VALUES (1, 'l', 'e');
            INSERT INTO app.log VALUES ('2026-02-03', 'x');
            """;

    @Test
    void aSingleChangeIsToldAndNothingElseAndItsStatementsMakeItAndUndoIt(TestDatabase database) throws SQLException {
        List<SingleChange> changes = SingleChange.all();

        becomeEachOther(database, changes.subList(0, changes.size() / 2));
    }

    /** The rest of them, so that no test takes long. */
    @Test
    void anotherSingleChangeIsToldAndNothingElseAndItsStatementsMakeItAndUndoIt(TestDatabase database)
            throws SQLException {
        List<SingleChange> changes = SingleChange.all();

        becomeEachOther(database, changes.subList(changes.size() / 2, changes.size()));
    }

    @Test
    void onlySingleChangesAreUnsaid() {
        assertThat(SingleChange.all()).extracting(SingleChange::statement).containsAll(unsaid().keySet());
    }

    @Test
    void thereAreMoreThanAHundredChangesAndNoneTwice() {
        assertThat(SingleChange.all())
                .hasSizeGreaterThan(100)
                .extracting(SingleChange::statement)
                .doesNotHaveDuplicates();
    }

    private static void becomeEachOther(TestDatabase before, List<SingleChange> changes) throws SQLException {
        Roles roles = new Roles(before, "ann", "bob");
        TestDatabase after =
                new TestDatabase(before.server(), before.name() + "_after", before.user(), before.password());
        try (after) {
            copies(before, roles, changes.size());
            before.server().execute("CREATE DATABASE " + after.name() + " TEMPLATE " + before.name());
            apply(after, roles, changes);
            Catalog one = RoundTrip.read(before);
            Catalog other = RoundTrip.read(after);

            assertThatTheseAreTheDifferences(roles, changes, SchemaDiff.of(Described.of(one), Described.of(other)));
            SchemaChanges there = Rebuilding.changes(one, other);
            SchemaChanges back = Rebuilding.changes(other, one);
            Rebuilding.run(before, there);
            Rebuilding.run(after, back);

            assertThat(Rebuilding.wrong(before, other, there)).isEmpty();
            assertThat(Rebuilding.wrong(after, one, back)).isEmpty();
            assertThatRowsAreThere(before, there, changes.size());
            assertThatOnlyThisIsUnsaid(roles, changes, there, back);
        } finally {
            before.execute(roles.in("DROP OWNED BY {ann}, {bob} CASCADE"));
            before.execute(roles.in("DROP ROLE IF EXISTS {bob}_too"));
            roles.drop();
        }
    }

    private static String numbered(String sql, int number) {
        return OWN.matcher(sql).replaceAll("$1_" + number);
    }

    private static void copies(TestDatabase database, Roles roles, int count) throws SQLException {
        String schema = roles.in(SingleChange.resource("single-changes.sql") + ROWS);
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            for (int i = 0; i < count; i++) {
                statement.execute(numbered(schema, i));
            }
        }
    }

    private static void apply(TestDatabase database, Roles roles, List<SingleChange> changes) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            for (int i = 0; i < changes.size(); i++) {
                statement.execute(numbered(roles.in(changes.get(i).statement()), i));
            }
        }
    }

    /** Each change makes the lines that are written beside it, and no other one anywhere. */
    private static void assertThatTheseAreTheDifferences(Roles roles, List<SingleChange> changes, SchemaDiff diff) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            told.addAll(facts(numbered(roles.in(String.join("\n", changes.get(i).lines())), i)));
        }

        assertThat(facts(String.join("\n", diff.lines()))).containsExactlyInAnyOrderElementsOf(told);
    }

    /** A line with those that are indented below it. */
    private static List<String> facts(String lines) {
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n(?! )", -1));
    }

    private static void assertThatRowsAreThere(TestDatabase database, SchemaChanges changes, int count) {
        List<ObjectId> dropped = changes.steps().stream()
                .filter(step -> step.deed() == SchemaChanges.Deed.DROP)
                .map(SchemaChanges.Step::object)
                .toList();
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (String table : List.of("users", "orders", "child", "log_2026")) {
                ObjectId id = ObjectId.of(ObjectType.TABLE, "app_" + i, table);
                if (!dropped.contains(id)) {
                    kept.add("(SELECT count(*) FROM " + id.sql() + ")");
                }
            }
        }

        assertThat(database.query("SELECT " + String.join(" + ", kept))).containsExactly(String.valueOf(kept.size()));
    }

    private static void assertThatOnlyThisIsUnsaid(
            Roles roles, List<SingleChange> changes, SchemaChanges there, SchemaChanges back) {
        Map<Integer, List<String>> told = new LinkedHashMap<>();
        tell(told, "=> ", there);
        tell(told, "<= ", back);
        Map<String, List<String>> allowed = unsaid();
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < changes.size(); i++) {
            String change = changes.get(i).statement();
            softly.assertThat(told.getOrDefault(i, List.of()))
                    .as(change)
                    .containsExactlyInAnyOrderElementsOf(allowed.getOrDefault(change, List.of()).stream()
                            .map(roles::in)
                            .toList());
        }
        softly.assertAll();
    }

    private static void tell(Map<Integer, List<String>> told, String direction, SchemaChanges changes) {
        for (SchemaChanges.Unsaid one : changes.unsaid()) {
            String text = direction + one.object() + ": " + one.why();
            Matcher copy = NUMBERED.matcher(text);
            assertThat(copy.find()).as(text).isTrue();
            told.computeIfAbsent(Integer.valueOf(copy.group(2)), key -> new ArrayList<>())
                    .add(NUMBERED.matcher(text).replaceAll("$1"));
        }
    }

    /** By change, what of it there and back is not written down, and why. */
    private static Map<String, List<String>> unsaid() {
        Map<String, List<String>> allowed = new LinkedHashMap<>();
        for (String entry : SingleChange.resource("unsaid-changes.txt").strip().split("\n\n+", -1)) {
            List<String> lines = entry.lines().collect(toCollection(ArrayList::new));
            String change = lines.stream()
                    .filter(line -> !line.startsWith("=> ") && !line.startsWith("<= "))
                    .collect(Collectors.joining("\n"));
            allowed.put(
                    change,
                    lines.stream()
                            .filter(line -> line.startsWith("=> ") || line.startsWith("<= "))
                            .toList());
        }
        return allowed;
    }
}
