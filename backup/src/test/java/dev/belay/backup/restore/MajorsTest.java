package dev.belay.backup.restore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.BackupResult;
import dev.belay.backup.DrillRecord;
import dev.belay.backup.Manifest.TableEntry;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On every major version what was backed up comes back with equal fingerprint, counts and hashes; also on a newer one. */
@ServerTest
final class MajorsTest {
    private static final String[] SCHEMA = {
        "CREATE SCHEMA app",
        "CREATE TYPE app.mood AS ENUM ('calm', 'wild')",
        "CREATE DOMAIN app.short AS text CHECK (length(VALUE) < 40)",
        "CREATE TABLE app.person (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name app.short NOT NULL UNIQUE,"
                + " mood app.mood DEFAULT 'calm', doubled int GENERATED ALWAYS AS (length(name) * 2) STORED)",
        "CREATE TABLE app.\"Odd Name\" (k serial, person int REFERENCES app.person, v jsonb, t timestamptz,"
                + " CONSTRAINT late UNIQUE (k) DEFERRABLE INITIALLY DEFERRED, UNIQUE (person, k) INCLUDE (t))",
        "CREATE TABLE app.part (id int, region text, PRIMARY KEY (id, region)) PARTITION BY LIST (region)",
        "CREATE TABLE app.part_a PARTITION OF app.part FOR VALUES IN ('a')",
        "CREATE TABLE app.part_b PARTITION OF app.part DEFAULT",
        "CREATE INDEX ON app.part (region)",
        "CREATE FUNCTION app.noise() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$",
        "CREATE VIEW app.names AS SELECT name FROM app.person",
        "CREATE MATERIALIZED VIEW app.moods AS SELECT mood, count(*) FROM app.person GROUP BY mood",
        "CREATE UNIQUE INDEX ON app.moods (mood)",
        "INSERT INTO app.person (name, mood) SELECT 'p' || i, 'wild' FROM generate_series(1, 500) i",
        "INSERT INTO app.\"Odd Name\" (person, v, t) SELECT i, jsonb_build_object('a', i, 'b', E'\\\\t'),"
                + " timestamptz '2026-01-01 00:00:00+00' + i * interval '1 s' FROM generate_series(1, 500) i",
        "INSERT INTO app.part SELECT i, CASE i % 3 WHEN 0 THEN 'a' ELSE 'r' || i END FROM generate_series(1, 300) i",
        "CREATE TRIGGER quiet BEFORE INSERT ON app.person FOR EACH ROW EXECUTE FUNCTION app.noise()",
        "REFRESH MATERIALIZED VIEW app.moods",
        "SELECT lo_from_bytea(1234, decode(repeat('00ff5c', 100000), 'hex')), lo_from_bytea(1235, '')",
        "GRANT SELECT ON app.person TO PUBLIC",
        "COMMENT ON TABLE app.person IS 'people'",
        "CREATE TABLE app.nothing ()",
        "INSERT INTO app.nothing DEFAULT VALUES",
    };

    @TempDir
    Path scratch;

    @EveryMajor
    void whatWasBackedUpComesBack(TestDatabase source, TestServer server) throws IOException, SQLException {
        source.execute(SCHEMA);
        try (LocalStorage storage = new LocalStorage(scratch);
                TestDatabase target = server.createDatabase()) {
            DrillRecord drill = drill(storage, backUp(source, storage), target);

            assertThat(SchemaDiff.of(described(source), described(target)).lines())
                    .isEmpty();
            assertThat(drill.findings()).isEmpty();
            assertThat(drill.tables()).isEqualTo(5);
            assertThat(drill.rows()).isEqualTo(1301);
            assertThat(drill.largeObjects()).isEqualTo(2);
            assertThat(drill.sequences()).isEqualTo(2);
            assertThat(drill.schema()).isTrue();
        }
    }

    @EveryMajor
    void tablesThatAreCopiedInSeveralRunsHaveTheHashOfTheWhole(TestDatabase source, TestServer server)
            throws IOException {
        source.execute(
                "CREATE TABLE big (id int, v text)",
                "INSERT INTO big SELECT i, repeat(md5(i::text), 1 + i % 90) FROM generate_series(1, 3000) i",
                // Runs without a row, and rows that have moved.
                "DELETE FROM big WHERE id BETWEEN 1000 AND 2000",
                "UPDATE big SET v = v || 'x' WHERE id % 5 = 0");
        try (LocalStorage storage = new LocalStorage(scratch);
                TestDatabase target = server.createDatabase()) {
            BackupOptions.Builder options = BackupOptions.builder().jobs(2);
            TableEntry whole = big(source, storage, options.build());
            BackupResult inRuns = backup(
                            source, options.piece(OptionalLong.of(60_000)).build())
                    .to(storage);
            TableEntry runs = requireNonNull(inRuns.manifest().tables().get("public.big"));

            assertThat(whole.files()).hasSize(1);
            assertThat(runs.files()).hasSizeGreaterThan(5);
            assertThat(runs.rows()).isEqualTo(whole.rows()).isEqualTo(1999);
            assertThat(runs.hash()).isEqualTo(whole.hash());
            DrillRecord drill = drill(storage, inRuns.archive(), target);
            assertThat(drill.findings()).isEmpty();
            assertThat(drill.rows()).isEqualTo(1999);
        }
    }

    private static TableEntry big(TestDatabase source, LocalStorage storage, BackupOptions options) {
        return requireNonNull(
                backup(source, options).to(storage).manifest().tables().get("public.big"));
    }

    private static Backup backup(TestDatabase source, BackupOptions options) {
        return new Backup(Restores.database(source), options, "0", BackupListener.NONE);
    }

    @EveryMajor
    void anEmptyDatabaseIsNoError(TestDatabase source, TestServer server) throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch);
                TestDatabase target = server.createDatabase()) {
            assertThat(drill(storage, backUp(source, storage), target).findings())
                    .isEmpty();
        }
    }

    @Test
    void theOldestMajorComesBackOnTheNewest() throws IOException, SQLException {
        TestServer old = TestServer.of(TestServer.MAJORS.get(0));
        TestServer latest = TestServer.of(TestServer.MAJORS.get(TestServer.MAJORS.size() - 1));
        try (LocalStorage storage = new LocalStorage(scratch);
                TestDatabase source = old.createDatabase();
                TestDatabase target = latest.createDatabase()) {
            source.execute(SCHEMA);
            DrillRecord drill = drill(storage, backUp(source, storage), target);

            assertThat(drill.findings()).isEmpty();
            assertThat(drill.rows()).isEqualTo(1301);
            assertThat(drill.schema()).isFalse();
            assertThat(SchemaDiff.of(described(source), described(target)).lines())
                    .isEmpty();
        }
    }

    @Test
    void binaryRowsComeBack(TestDatabase source, TestServer server) throws IOException {
        source.execute(SCHEMA);
        try (LocalStorage storage = new LocalStorage(scratch);
                TestDatabase target = server.createDatabase()) {
            String archive = new Backup(
                            Restores.database(source),
                            BackupOptions.builder().binary(true).build(),
                            "0",
                            BackupListener.NONE)
                    .to(storage)
                    .archive();

            assertThat(drill(storage, archive, target).findings()).isEmpty();
        }
    }

    @Test
    void aDrillSeesARowThatIsAnother(TestDatabase source, TestServer server) throws IOException {
        source.execute(SCHEMA);
        try (LocalStorage storage = new LocalStorage(scratch);
                TestDatabase target = server.createDatabase()) {
            String archive = backUp(source, storage);
            RestoreListener meddler = new RestoreListener() {
                @Override
                public void begun(String label) {
                    if (label.equals("compare app.\"Odd Name\"")) {
                        target.execute(
                                "UPDATE app.\"Odd Name\" SET t = t + interval '1 us' WHERE k = 7",
                                "DELETE FROM app.part_a WHERE id = 3",
                                "SELECT lo_put(1234, 77777, '\\x00')",
                                "SELECT setval('app.\"Odd Name_k_seq\"', 9)",
                                "ALTER TABLE app.person ALTER mood DROP DEFAULT");
                    }
                }
            };

            DrillRecord drill = new Drill(
                            Restores.database(target),
                            RestoreOptions.DEFAULT,
                            meddler,
                            new Cancellation(),
                            Clock.systemUTC())
                    .run(RestoreSource.open(storage, archive, Decryption.NONE), "0")
                    .drill();

            assertThat(drill.ok()).isFalse();
            assertThat(drill.findings()).hasSize(5);
            assertThat(String.join("\n", drill.findings()))
                    .contains(
                            "app.\"Odd Name\": its rows are not those",
                            "app.part_a: 99 rows, and 100 were backed up",
                            "large object 1234",
                            "it stands at 9 t, and stood at 500 t",
                            "the schema is not the one");
        }
    }

    private static String backUp(TestDatabase source, LocalStorage storage) {
        return new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                .to(storage)
                .archive();
    }

    private static DrillRecord drill(LocalStorage storage, String archive, TestDatabase target) {
        return new Drill(
                        Restores.database(target),
                        RestoreOptions.DEFAULT,
                        RestoreListener.SILENT,
                        new Cancellation(),
                        Clock.systemUTC())
                .run(RestoreSource.open(storage, archive, Decryption.NONE), "0")
                .drill();
    }

    private static Described described(TestDatabase database) throws SQLException {
        try (Connection connection = Restores.database(database).forReading().connect()) {
            return Described.of(CatalogReader.read(connection)).without(id -> id.type() == ObjectType.LARGE_OBJECT);
        }
    }
}
