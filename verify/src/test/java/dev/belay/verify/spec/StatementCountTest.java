package dev.belay.verify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.catalog.CatalogReader;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import dev.belay.verify.Report;
import dev.belay.verify.check.Health;
import dev.belay.verify.check.Scope;
import dev.belay.verify.check.StandardChecks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the server is asked depends on the kinds of objects there are, not on how many there are of each. */
@ServerTest
final class StatementCountTest {
    private static final String COUNT = """
        SELECT sum(calls) FROM pg_stat_statements
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    @TempDir
    private Path folder;

    private record Counts(long health, long spec, int expectations) {}

    @Test
    void twentyTimesAsManyObjectsAreNoMoreQueries() throws SQLException {
        try (TestDatabase database = TestServer.of(18).createDatabase()) {
            database.execute("CREATE EXTENSION pg_stat_statements");
            objects(database, 1, 10);
            Counts few = counts(database);
            objects(database, 11, 200);
            Counts many = counts(database);

            assertThat(many.expectations()).isGreaterThan(10 * few.expectations());
            assertThat(many.health()).isEqualTo(few.health()).isBetween(17L, 60L);
            assertThat(many.spec()).isEqualTo(few.spec()).isBetween(60L, 150L);
        }
    }

    private static void objects(TestDatabase database, int from, int to) {
        database.execute("""
            DO $$ BEGIN
                FOR i IN %d..%d LOOP
                    EXECUTE format('CREATE TABLE t%%1$s (id serial PRIMARY KEY, o int CONSTRAINT fk REFERENCES t%%1$s, a text,'
                        ' CONSTRAINT c CHECK (a > ''''), UNIQUE (a))', i);
                    EXECUTE format('CREATE INDEX ON t%%s (o)', i);
                    EXECUTE format('CREATE VIEW v%%1$s AS SELECT id FROM t%%1$s', i);
                    EXECUTE format('CREATE TYPE e%%s AS ENUM (''a'')', i);
                    EXECUTE format('CREATE FUNCTION f%%s() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN RETURN NEW; END''', i);
                    EXECUTE format('CREATE TRIGGER g BEFORE INSERT ON t%%1$s FOR EACH ROW EXECUTE FUNCTION f%%1$s()', i);
                END LOOP;
            END $$
            """.formatted(from, to));
    }

    private Counts counts(TestDatabase database) throws SQLException {
        String track = "ALTER DATABASE " + database.name() + " SET pg_stat_statements.track = ";
        String spec;
        try (Connection connection = database.connect()) {
            spec = SpecWriter.of(CatalogReader.read(connection), List.of(), Optional.empty())
                    .replaceAll("(?m)^( +)v\\d+:$", "$0 {executes: false}");
        }
        database.execute(track + "'top'", "SELECT pg_stat_statements_reset()");
        new Health(StandardChecks.all(), Scope.EVERYTHING).of(Checked.database(database));
        long health = count(database);
        database.execute("SELECT pg_stat_statements_reset()");
        Report report = new Checked(database, folder).report(spec + "health: false\n", Set.of());
        long asked = count(database);
        database.execute("ALTER DATABASE " + database.name() + " RESET pg_stat_statements.track");
        assertThat(report.findings()).isEmpty();
        return new Counts(health, asked, report.checked().size());
    }

    private static long count(TestDatabase database) {
        return Long.parseLong(database.query(COUNT).get(0));
    }
}
