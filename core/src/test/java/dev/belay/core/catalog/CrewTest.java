package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.db.Database;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several sessions read what one reads, in its snapshot; without them it reads alone. */
@ServerTest
final class CrewTest {
    private static final String SCHEMA = """
            CREATE SCHEMA app;
            CREATE TYPE app.mood AS ENUM ('good', 'bad');
            CREATE TABLE app.users (id serial PRIMARY KEY, mail text UNIQUE CHECK (mail <> ''), feeling app.mood);
            CREATE INDEX ON app.users (lower(mail));
            CREATE VIEW app.happy AS SELECT id FROM app.users WHERE feeling = 'good';
            CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER touched BEFORE UPDATE ON app.users FOR EACH ROW EXECUTE FUNCTION app.touch();
            COMMENT ON COLUMN app.users.mail IS 'where to write';
            """;

    @EveryMajor
    void severalSessionsReadWhatOneReads(TestDatabase database) throws Exception {
        RoundTrip.load(database, SCHEMA);
        Catalog alone = RoundTrip.read(database);
        Database settings = RoundTrip.database(database).forReading();

        try (Connection connection = settings.connect();
                Crew crew = Crew.of(settings, 2)) {
            long end = System.nanoTime() + 20_000_000_000L;
            while (crew.helped() < 2) {
                assertThat(System.nanoTime()).as("both have read something").isLessThan(end);
                Catalog together = CatalogReader.read(connection, crew, () -> {});

                assertThat(together.objects()).isEqualTo(alone.objects());
                assertThat(together.properties()).isEqualTo(alone.properties());
            }
        }
        // The server takes a moment to notice, and the session that asks may see the one that asked before it.
        int left = sessions(database);
        for (int tries = 0; left > 0 && tries < 100; tries++) {
            Thread.sleep(50);
            left = sessions(database);
        }
        assertThat(left).isZero();
    }

    /** Some hundred checks, each of which is another one. */
    @Test
    void whatOnlyTheServerCanPrintIsSharedOut(TestDatabase database) throws SQLException {
        String checks = IntStream.range(0, 400)
                .mapToObj(i -> ", CHECK (a <> " + i + ")")
                .collect(Collectors.joining());
        RoundTrip.load(
                database,
                "CREATE TABLE t (a int" + checks + ");"
                        + " CREATE INDEX plus ON t ((a + 1)); CREATE INDEX minus ON t ((a - 1)) WHERE a > 0;");
        Database settings = RoundTrip.database(database).forReading();

        try (Connection connection = settings.connect();
                Crew crew = Crew.of(settings, 2)) {
            Table table = (Table) CatalogReader.read(connection, crew, () -> {})
                    .find(ObjectId.of(ObjectType.TABLE, "public", "t"))
                    .orElseThrow();

            assertThat(table.checks())
                    .extracting(Check::definition)
                    .containsExactlyInAnyOrderElementsOf(database.query(
                            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't'::regclass"))
                    .hasSize(400)
                    .doesNotHaveDuplicates();
        }
    }

    @EveryMajor
    void nobodySeesWhatIsLaterThanTheSnapshot(TestDatabase database) throws SQLException {
        RoundTrip.load(database, SCHEMA);
        Database settings = RoundTrip.database(database).forReading();
        int major = database.server().major();
        // Enough that nobody is done with them alone before the others have come.
        List<List<String>> queries = CatalogQueries.of(Kinds.ALL);

        try (Connection connection = settings.connect();
                Crew crew = Crew.of(settings, 2)) {
            for (int i = 0; crew.helped() < 2; i++) {
                assertThat(i).as("both have read something").isLessThan(200);
                String late = "late" + i;
                Map<String, List<Row>> rows = CatalogReader.inSnapshot(connection, () -> {
                    database.execute(
                            "CREATE TABLE app." + late + " (" + late + " int CHECK (" + late + " > 0))",
                            "CREATE FUNCTION app." + late + "() RETURNS int LANGUAGE sql AS 'SELECT 1'");
                    return crew.read(connection, queries, query -> QueryText.of(query, major));
                });

                assertThat(rows)
                        .containsOnlyKeys(queries.stream().flatMap(List::stream).toList());
                assertThat(List.of("tables", "columns", "checks", "routines", "constraints"))
                        .allSatisfy(query -> assertThat(rows.get(query))
                                .noneMatch(row ->
                                        row.has("name") && row.text("name").startsWith(late)));
            }
        }
    }

    @EveryMajor
    void whereNobodyElseIsLetInOneSessionReadsEverything(TestDatabase database) throws SQLException {
        RoundTrip.load(database, SCHEMA);
        Roles roles = new Roles(database, "only");
        database.execute(roles.in("ALTER ROLE {only} CONNECTION LIMIT 1"));
        TestDatabase limited = new TestDatabase(database.server(), database.name(), roles.name("only"), Roles.PASSWORD);
        Database settings = RoundTrip.database(limited).forReading();

        try (Connection connection = settings.connect();
                Crew crew = Crew.of(settings, 2)) {
            Catalog catalog = CatalogReader.read(connection, crew, () -> {});

            assertThat(catalog.objects().keySet())
                    .isEqualTo(RoundTrip.read(database).objects().keySet());
            assertThat(crew.helped()).isZero();
        } finally {
            roles.drop();
        }
    }

    @Test
    void aSessionThatIsLostLeavesItsWorkToTheOthers(TestDatabase database) throws Exception {
        Round round = new Round(
                List.of(List.of("schemas"), List.of("tables")),
                query -> QueryText.of(query, database.server().major()));
        Connection lost = database.connect();
        lost.close();

        assertThatThrownBy(() -> round.help(lost)).isInstanceOf(SQLException.class);

        try (Connection connection = database.connect()) {
            assertThat(round.finish(connection)).containsOnlyKeys("schemas", "tables");
        }
    }

    @Test
    void whatTheServerRefusesOneIsRefusedToAll(TestDatabase database) throws Exception {
        Roles roles = new Roles(database, "nobody");
        Round round = new Round(
                List.of(List.of("passwords"), List.of("schemas")),
                query -> QueryText.of(query, database.server().major()));
        TestDatabase refused =
                new TestDatabase(database.server(), database.name(), roles.name("nobody"), Roles.PASSWORD);

        try (Connection other = refused.connect();
                Connection connection = database.connect()) {
            round.help(other);

            assertThatThrownBy(() -> round.finish(connection))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        } finally {
            roles.drop();
        }
    }

    private static int sessions(TestDatabase database) {
        return Integer.parseInt(
                database.query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
                        .get(0));
    }
}
