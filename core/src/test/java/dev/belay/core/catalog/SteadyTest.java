package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Database;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a reader sees while others alter the database: a state that there was, or an error that says so. */
@ServerTest
final class SteadyTest {
    private static final String[][] STATES = {
        {
            "CREATE OR REPLACE FUNCTION app.total(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE TABLE app.extra (id int PRIMARY KEY, t text DEFAULT 'one' CHECK (t <> ''))",
            "CREATE INDEX extra_t ON app.extra (lower(t))",
            "CREATE VIEW app.seen AS SELECT id, app.total(id) AS n FROM app.extra"
        },
        {
            "CREATE OR REPLACE FUNCTION app.total(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql AS 'SELECT 2'",
            "ALTER TABLE app.extra ADD COLUMN more int DEFAULT 7",
            "ALTER VIEW app.seen RENAME TO watched"
        },
        {"DROP VIEW app.watched", "DROP TABLE app.extra", "DROP FUNCTION app.total(int, int)"},
    };

    @EveryMajor
    void whatIsReadIsAStateThatThereWasOrAnErrorThatSaysSo(TestDatabase database) throws Exception {
        RoundTrip.load(database, "CREATE SCHEMA app; CREATE TABLE app.kept (id int PRIMARY KEY);");
        Set<String> states = new HashSet<>();
        for (String[] state : STATES) {
            change(database, state);
            states.add(SchemaScript.of(RoundTrip.read(database)));
        }
        assertThat(states).hasSize(STATES.length);

        AtomicBoolean done = new AtomicBoolean();
        var others = Executors.newSingleThreadExecutor();
        int read = 0;
        int changed = 0;
        try {
            Future<?> altering = others.submit(() -> {
                for (int i = 0; !done.get(); i++) {
                    long began = System.nanoTime();
                    change(database, STATES[i % STATES.length]);
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                    // Now and then long enough for a reader, on a slow machine too; mostly not.
                    Thread.sleep(i % 5 == 0 ? 300 + 10 * millis : 40L * (i % 4));
                }
                return 0;
            });
            long end = System.nanoTime() + 1_000_000_000L;
            while (System.nanoTime() < end || read < 2) {
                try {
                    // By turns in one session and in three.
                    Catalog catalog = read % 2 == 0 ? RoundTrip.read(database) : together(database);
                    assertThat(states).contains(SchemaScript.of(catalog));
                    read++;
                } catch (BelayException e) {
                    assertThat(e).hasMessageStartingWith("the database was changed each of the ");
                    changed++;
                }
            }
            done.set(true);
            altering.get();
        } finally {
            done.set(true);
            others.shutdownNow();
        }
        assertThat(read).as("readings, beside %s that were given up", changed).isPositive();
    }

    private static Catalog together(TestDatabase database) throws SQLException {
        Database reading = RoundTrip.database(database).forReading();
        try (Connection connection = reading.connect();
                Crew crew = Crew.of(reading, 2)) {
            return CatalogReader.read(connection, crew, () -> {});
        }
    }

    /** All at once, or there would be more states. */
    private static void change(TestDatabase database, String... statements) {
        database.execute("BEGIN; " + String.join("; ", statements) + "; COMMIT");
    }

    @Test
    void aTableThatIsLockedIsNamedWithItsHolder(TestDatabase database) throws SQLException {
        database.execute("CREATE TABLE public.users (id int)");

        try (Connection other = database.connect();
                var statement = other.createStatement();
                Connection connection = database.connect()) {
            other.setAutoCommit(false);
            statement.execute("SET application_name = 'nightly'; LOCK TABLE public.users");

            assertThatThrownBy(() -> Steady.read(
                            connection, Duration.ofSeconds(1), () -> CatalogReader.readHere(connection, Kinds.ALL)))
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCKED))
                    .hasMessageStartingWith(
                            "tried for 1 s to get the locks that let the tables be read: users is locked by pid ")
                    .hasMessageContaining("application \"nightly\"");
        }
    }

    @Test
    void aMaterializedViewThatIsRefreshedForLongIsNamedWithItsHolder(TestDatabase database) throws SQLException {
        database.execute("CREATE MATERIALIZED VIEW public.totals AS SELECT 1 AS n");

        try (Connection other = database.connect();
                var statement = other.createStatement();
                Connection connection = database.connect()) {
            other.setAutoCommit(false);
            statement.execute("SET application_name = 'hourly'; REFRESH MATERIALIZED VIEW public.totals");

            assertThatThrownBy(() ->
                            Steady.read(connection, Duration.ZERO, () -> CatalogReader.readHere(connection, Kinds.ALL)))
                    .isInstanceOf(BelayException.class)
                    .hasMessageContaining("totals is locked by pid ")
                    .hasMessageContaining("application \"hourly\"");
        }
    }

    @Test
    void whoAltersTablesInAnotherOrderIsNeitherHeldUpNorEnded(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE first (id int)", "CREATE TABLE second (id int)");

        try (Connection other = database.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("ALTER TABLE second ADD a int");
            CompletableFuture<Catalog> reader = CompletableFuture.supplyAsync(() -> RoundTrip.read(database));
            Thread.sleep(700);
            long start = System.nanoTime();
            statement.execute("ALTER TABLE first ADD a int");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
            other.commit();

            assertThat(SchemaScript.of(reader.get(30, TimeUnit.SECONDS))).containsPattern("(?s)a integer.*a integer");
        }
    }

    @Test
    void nobodyAltersATableWhileItIsRead(TestDatabase database) throws SQLException {
        database.execute("CREATE TABLE public.users (id int)");

        try (Connection connection = database.connect()) {
            String refused = Steady.read(connection, () -> {
                try {
                    database.execute("SET lock_timeout = 200", "ALTER TABLE public.users ADD COLUMN n int");
                    return () -> "";
                } catch (IllegalStateException e) {
                    return () -> String.valueOf(e.getCause());
                }
            });

            assertThat(refused).contains("lock timeout");
            database.execute("ALTER TABLE public.users ADD COLUMN n int");
        }
    }

    @Test
    void whatWasAlteredMeanwhileIsReadOnceMore(TestDatabase database) throws SQLException {
        database.execute("CREATE FUNCTION public.one() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        int[] readings = {0};

        try (Connection connection = database.connect()) {
            Steady.read(connection, () -> {
                if (readings[0]++ == 0) {
                    database.execute("CREATE OR REPLACE FUNCTION public.one() RETURNS int LANGUAGE sql AS 'SELECT 2'");
                }
                return () -> 0;
            });
        }

        assertThat(readings[0]).isEqualTo(2);
    }

    @Test
    void aTableThatIsDroppedMeanwhileIsMissedByARoleThatMayNotLockIt(TestDatabase database) throws SQLException {
        Roles roles = new Roles(database, "reader");
        database.execute("CREATE TABLE public.users (id int)");
        int[] readings = {0};

        try (Connection connection =
                new TestDatabase(database.server(), database.name(), roles.name("reader"), Roles.PASSWORD).connect()) {
            Steady.read(connection, () -> {
                if (readings[0]++ == 0) {
                    database.execute("DROP TABLE public.users");
                }
                return () -> 0;
            });
        }

        assertThat(readings[0]).isEqualTo(2);
    }

    @Test
    void whatIsAlteredOnceMoreWhileItIsReadAgainIsReadAThirdTime(TestDatabase database) throws SQLException {
        replaceOne(database, 0);
        int[] readings = {0};

        try (Connection connection = database.connect()) {
            Steady.read(connection, Duration.ZERO, () -> {
                if (readings[0]++ < 2) {
                    replaceOne(database, readings[0]);
                }
                return () -> 0;
            });
        }

        assertThat(readings[0]).isEqualTo(3);
    }

    @Test
    void whatIsAlteredEachTimeIsNamed(TestDatabase database) throws SQLException {
        replaceOne(database, 0);
        int[] readings = {0};

        try (Connection connection = database.connect()) {
            assertThatThrownBy(() -> Steady.read(connection, Duration.ZERO, () -> {
                        replaceOne(database, ++readings[0]);
                        return () -> 0;
                    }))
                    .isInstanceOfSatisfying(BelayException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.LOCKED);
                        assertThat(e.hint()).contains("altered again and again");
                    })
                    .hasMessage("the database was changed each of the 3 times that it was read: function public.one()");
        }

        assertThat(readings[0]).isEqualTo(3);
    }

    @Test
    void whatIsRenamedEachTimeIsNamedHoweverItIsCalled(TestDatabase database) throws SQLException {
        database.execute("CREATE SEQUENCE public.\"a, b 0\"");
        int[] readings = {0};

        try (Connection connection = database.connect()) {
            assertThatThrownBy(() -> Steady.read(connection, Duration.ZERO, () -> {
                        database.execute("ALTER SEQUENCE public.\"a, b " + readings[0] + "\" RENAME TO \"a, b "
                                + ++readings[0] + "\"");
                        return () -> 0;
                    }))
                    .isInstanceOf(BelayException.class)
                    .hasMessageEndingWith("times that it was read: sequence public.\"a, b 3\"");
        }
    }

    @Test
    void whatChangesNothingThatIsReadDisturbsNobody(TestDatabase database) throws SQLException {
        database.execute("CREATE MATERIALIZED VIEW public.totals AS SELECT 1 AS n");
        int[] readings = {0};

        try (Connection connection = database.connect();
                Connection other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("CREATE FUNCTION pg_temp.own() RETURNS int LANGUAGE sql AS 'SELECT 1'");
            statement.execute("CREATE TEMPORARY VIEW mine AS SELECT 1 AS n");
            Steady.read(connection, () -> {
                readings[0]++;
                statement.execute("REFRESH MATERIALIZED VIEW public.totals");
                statement.execute("DROP FUNCTION IF EXISTS pg_temp.own()");
                statement.execute("DROP VIEW IF EXISTS mine");
                return () -> 0;
            });
        }

        assertThat(readings[0]).isEqualTo(1);
    }

    private static void replaceOne(TestDatabase database, int answer) {
        database.execute("CREATE OR REPLACE FUNCTION public.one() RETURNS int LANGUAGE sql AS 'SELECT " + answer + "'");
    }
}
