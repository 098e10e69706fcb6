package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.Database;
import dev.belay.testing.PgBouncer;
import dev.belay.testing.ServerTest;
import dev.belay.testing.Standby;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema that is read with several sessions where there is more than a network between Belay and the primary. */
@ServerTest
final class DetourTest {
    private static final String SCHEMA = """
            CREATE SCHEMA app;
            CREATE TABLE app.users (id serial PRIMARY KEY, mail text UNIQUE CHECK (mail <> ''), age int DEFAULT 1 + 1);
            CREATE INDEX ON app.users (lower(mail)) WHERE age > 9;
            CREATE VIEW app.old AS SELECT id FROM app.users WHERE age > 90;
            COMMENT ON COLUMN app.users.mail IS 'where to write, "now"';
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"session", "transaction"})
    @EnabledIf(value = "dev.belay.testing.PgBouncer#isHere", disabledReason = "pgbouncer is not installed")
    void throughAPoolerSeveralSessionsReadWhatOneReadsWithoutIt(String mode, TestDatabase database) throws Exception {
        RoundTrip.load(database, SCHEMA);

        try (PgBouncer pooler = PgBouncer.before(database, mode, folder)) {
            assertThat(together(RoundTrip.database(pooler.through(database)).forReading(), 2)
                            .objects())
                    .isEqualTo(RoundTrip.read(database).objects());
        }
    }

    @Test
    @EnabledIf(value = "dev.belay.testing.Standby#isHere", disabledReason = "no PostgreSQL server is installed here")
    void aReplicaIsReadAsItsPrimaryIs() throws Exception {
        try (Standby standby = Standby.start()) {
            RoundTrip.load(standby.primary(), SCHEMA);
            Catalog near = RoundTrip.read(standby.primary());
            List<String> position = standby.primary().query("SELECT pg_current_wal_lsn()");
            arrived(standby.replica(), position.get(0));

            assertThat(together(RoundTrip.database(standby.replica()).forReading(), 2)
                            .objects())
                    .isEqualTo(near.objects());
        }
    }

    private static void arrived(TestDatabase replica, String position) throws InterruptedException {
        String behind = "SELECT pg_last_wal_replay_lsn() < '" + position + "'";
        for (int tries = 0; !replica.query(behind).equals(List.of("f")); tries++) {
            assertThat(tries).as("what was written has arrived").isLessThan(200);
            Thread.sleep(50);
        }
    }

    /** Read again and again until others have taken part in it. */
    private static Catalog together(Database settings, int helpers) throws Exception {
        try (Connection connection = settings.connect();
                Crew crew = Crew.of(settings, helpers)) {
            Catalog catalog = CatalogReader.read(connection, crew, () -> {});
            for (int tries = 0; crew.helped() < helpers && tries < 100; tries++) {
                catalog = CatalogReader.read(connection, crew, () -> {});
            }
            assertThat(crew.helped()).as("others have read something").isEqualTo(helpers);
            return catalog;
        }
    }
}
