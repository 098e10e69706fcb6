package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators type to get a database back, and what they are asked before. */
@ServerTest
final class RestoreVerbsTest {
    @TempDir
    private Path folder;

    private Path archive;
    private Desk desk;

    private void prepare(TestDatabase database) throws IOException {
        database.execute(
                "CREATE TABLE author (id serial PRIMARY KEY, name text UNIQUE)",
                "INSERT INTO author (name) SELECT 'a' || i FROM generate_series(1, 100) i");
        Database source =
                new Database(ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), folder)));
        try (LocalStorage storage = new LocalStorage(folder.resolve("backups"))) {
            archive = folder.resolve("backups")
                    .resolve(new Backup(source, BackupOptions.DEFAULT, "0", BackupListener.NONE)
                            .to(storage)
                            .archive());
        }
        desk = new Desk(folder).with("DATABASE_URL", database.url()).file("belay.yaml", """
                        project: shop
                        convention: plain
                        environments:
                          dev: {url: "${DATABASE_URL}", backup: {to: backups}}
                          prod: {url: "${PROD_URL:-postgresql://nowhere/x}", protected: true}
                        default_environment: dev
                        """);
    }

    @BeforeEach
    void fresh() {
        desk = new Desk(folder);
    }

    /** No server here has a provider: the label is written where one would have it, and nothing can set it again. */
    @Test
    void whereNothingKnowsTheLabelsOfAnArchiveAllElseCanBeRestored(TestDatabase database, TestDatabase copy)
            throws IOException {
        database.execute(
                "CREATE TABLE vault (id int)",
                "INSERT INTO pg_seclabel (classoid, objoid, objsubid, provider, label)"
                        + " VALUES ('pg_class'::regclass, 'vault'::regclass, 0, 'guard', 'secret'),"
                        + " ('pg_class'::regclass, 'vault'::regclass, 1, 'guard', 'top secret')");
        prepare(database);

        Desk.Seen drill = desk.run("drill", "latest", "--on", "target");
        Desk.Seen seen =
                desk.with("COPY_URL", copy.url()).run("restore", "latest", "--into", "env:COPY_URL", "--keep-going");

        assertThat(drill.err()).contains("\"guard\" is not loaded", "shared_preload_libraries");
        assertThat(seen.exit()).as(seen.err()).isEqualTo(7);
        assertThat(seen.out()).contains("SECURITY LABEL TABLE public.vault", "SECURITY LABEL COLUMN public.vault.id");
        assertThat(seen.err()).contains("shared_preload_libraries", "--keep-going");
        assertThat(copy.query("SELECT count(*) FROM author")).containsExactly("100");
        assertThat(copy.query("SELECT count(*) FROM vault")).containsExactly("0");
    }

    /** --clean knows nothing of what such a dump has made. */
    @Test
    void aDumpThatOnlyPsqlCanRunIsToldWithItsLineAndWhatToDo(TestDatabase database, TestDatabase copy)
            throws IOException {
        prepare(database);
        desk.file("dump.sql", "CREATE TABLE a ();\n\\connect other\n");

        Desk.Seen seen = desk.with("COPY_URL", copy.url()).run("restore", "dump.sql", "--into", "env:COPY_URL");

        assertThat(seen.exit()).as(seen.err()).isEqualTo(7);
        assertThat(seen.err())
                .contains("dump.sql:2: psql command \"\\connect\" cannot be run here", "again into an empty database")
                .doesNotContain("stopped", "--clean");
    }

    @Test
    void theLatestBackupGoesIntoANewDatabase(TestDatabase database, TestServer server) throws IOException {
        prepare(database);
        String name = database.name() + "_copy";
        try {
            Desk.Seen seen = desk.run("restore", "latest", "--create", name, "--json");

            assertThat(seen.exit()).as(seen.err()).isZero();
            assertThat(seen.json())
                    .containsEntry("tables", 1L)
                    .containsEntry("rows", 100L)
                    .containsEntry("notes", List.of("latest is " + archive));
            TestDatabase copy = new TestDatabase(server, name, database.user(), database.password());
            assertThat(copy.query("SELECT count(*) FROM author")).containsExactly("100");
            assertThat(desk.run("restore", "latest", "--create", name).err()).contains("there is a database");
        } finally {
            server.execute("DROP DATABASE IF EXISTS " + name);
        }
    }

    /** The night for which there are backups: what the environment leads to is no longer there. */
    @Test
    void aDatabaseThatIsGoneIsMadeAgainByItsName(TestDatabase database, TestServer server) throws IOException {
        prepare(database);
        server.execute("DROP DATABASE " + database.name() + " WITH (FORCE)");

        Desk.Seen missing = desk.run("restore", "latest");
        Desk.Seen seen = desk.run("restore", "latest", "--create", database.name());

        assertThat(missing.exit()).isEqualTo(3);
        assertThat(missing.err()).contains("does not exist on ", "--create " + database.name());
        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(database.query("SELECT count(*) FROM author")).containsExactly("100");
    }

    @Test
    void aDatabaseThatIsNotEmptyIsRefusedAndCleanedOnlyByItsName(TestDatabase database) throws IOException {
        prepare(database);
        database.execute("DELETE FROM author WHERE id > 50");
        String path = archive.toString();

        Desk.Seen refused = desk.run("restore", path);
        Desk.Seen unnamed = desk.run("restore", path, "--clean", "--yes");
        Desk.Seen cleaned = desk.run("restore", path, "--clean", "--confirm=" + database.name());

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("is not empty: it has table author", "--clean");
        assertThat(unnamed.exit()).isEqualTo(2);
        assertThat(unnamed.err()).contains("--confirm=" + database.name());
        assertThat(cleaned.exit()).as(cleaned.err()).isZero();
        assertThat(database.query("SELECT count(*) FROM author")).containsExactly("100");
    }

    @Test
    void aProtectedEnvironmentNeedsItsNameByWhateverNameItIsReached(TestDatabase database, TestServer server)
            throws IOException {
        prepare(database);
        try (TestDatabase production = server.createDatabase()) {
            desk.with("PROD_URL", production.url());
            for (String into : List.of("prod", "env:PROD_URL")) {
                Desk.Seen seen = desk.run("restore", "latest", "--into", into, "--yes");

                assertThat(seen.exit()).isEqualTo(2);
                assertThat(seen.err()).contains("--confirm=prod");
            }
            assertThat(production.tables()).isEmpty();

            assertThat(desk.run("restore", "latest", "--into", "env:PROD_URL", "--confirm=prod")
                            .exit())
                    .isZero();
            assertThat(production.tables()).containsExactly("public.author");
        }
    }

    @Test
    void aListTouchesNoDatabase(TestDatabase database) throws IOException {
        database.execute(
                "CREATE TABLE book (\"The Title\" text)",
                "COMMENT ON TABLE book IS 'printed'",
                "COMMENT ON COLUMN book.\"The Title\" IS 'as on its back'",
                "GRANT SELECT ON book TO PUBLIC");
        prepare(database);

        Desk.Seen seen = desk.with("DATABASE_URL", "postgresql://127.0.0.1:1/nowhere")
                .run("restore", archive.toString(), "--list");

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.out().lines())
                .contains(
                        "TABLE public.author",
                        "TABLE DATA public.author",
                        "COMMENT TABLE public.book",
                        "COMMENT COLUMN public.book.\"The Title\"",
                        "ACL TABLE public.book");
    }

    @Test
    void aDrillIsKeptBesideTheManifest(TestDatabase database) throws IOException {
        prepare(database);

        Desk.Seen seen = desk.run("drill");

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.out()).contains("compared 1 table, 100 rows, 1 sequence", "and the schema");
        assertThat(archive.resolve("drill.json")).content().contains("\"ok\" : true");
        assertThat(database.query("SELECT count(*) FROM pg_database WHERE datname ~ '^belay_scratch_'"))
                .containsExactly("0");
    }

    @Test
    void aWrongByteEndsWithEight(TestDatabase database, TestServer server) throws IOException {
        prepare(database);
        try (Stream<Path> files = Files.list(archive)) {
            Path rows = files.filter(file -> file.toString().endsWith(".dat.zst"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(rows);
            bytes[bytes.length / 2] ^= 1;
            Files.write(rows, bytes);
        }
        try (TestDatabase target = server.createDatabase()) {
            desk.with("TARGET", target.url());

            Desk.Seen restored = desk.run("restore", "latest", "--into", "env:TARGET", "--json");
            Desk.Seen drilled = desk.run("drill", archive.toString());

            assertThat(restored.exit()).as(restored.err()).isEqualTo(8);
            assertThat(restored.err()).contains("is incomplete", "--clean");
            assertThat(drilled.exit()).isEqualTo(8);
            assertThat(archive.resolve("drill.json")).content().contains("\"ok\" : false");
            assertThat(target.query("SELECT count(*) FROM author")).containsExactly("0");
        }
    }

    @Test
    void anObjectThatCannotBeRestoredIsNamedAndEndsWithSeven(TestDatabase database, TestServer server)
            throws IOException {
        prepare(database);
        try (TestDatabase target = server.createDatabase()) {
            target.execute("CREATE TABLE author (other int)");
            String[] command = {"restore", "latest", "--into", "env:TARGET", "--add", "--yes", "--json"};

            Desk.Seen seen = desk.with("TARGET", target.url()).run(command);

            assertThat(seen.exit()).isEqualTo(7);
            assertThat(seen.json()).containsEntry("ok", false);
            assertThat(seen.json().get("objects").toString())
                    .contains("name=public.author, outcome=failed", "42P07", "outcome=not_restored");
            assertThat(target.query("SELECT count(*) FROM author")).containsExactly("0");
            assertThat(seen.err())
                    .contains("what was there before is as it was")
                    .doesNotContain("--clean", "drop the database");
        }
    }

    /** The database is somebody's, and its tables are not the archive's to drop. */
    @Test
    void rowsThatDoNotGoInAreNoReasonToDropADatabase(TestDatabase database, TestServer server) throws IOException {
        prepare(database);
        try (TestDatabase target = server.createDatabase()) {
            target.execute("CREATE TABLE author (id serial CHECK (id < 50), name text)");

            Desk.Seen seen = desk.with("TARGET", target.url())
                    .run("restore", "latest", "--into", "env:TARGET", "--data-only", "--yes");

            assertThat(seen.exit()).isEqualTo(7);
            assertThat(seen.err())
                    .contains("violates check constraint", "with --data-only --clean")
                    .doesNotContain("drop the database");
        }
    }

    /** It cannot be cleaned for, and what it has done beside other things is not undone by an empty database. */
    @Test
    void aDumpInPlainSqlIsToldWhatItCanDo(TestDatabase database) throws IOException {
        prepare(database);
        desk.file("dump.sql", "CREATE TABLE a ();\nCREATE TABLE author ();\n");

        Desk.Seen refused = desk.run("restore", "dump.sql");
        Desk.Seen failed = desk.run("restore", "dump.sql", "--add", "--yes");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("is not empty", "--add").doesNotContain("--clean");
        assertThat(failed.exit()).isEqualTo(7);
        assertThat(failed.err())
                .contains("dump.sql:2", "take back what the dump has done before that line")
                .doesNotContain("empty database");
    }

    @Test
    void rowsThatCameBesideOthersAreNotThereTwiceTheNextTime(TestDatabase database) throws IOException {
        prepare(database);

        Desk.Seen seen = desk.run("restore", "latest", "--data-only", "--add", "--yes");

        assertThat(seen.exit()).isEqualTo(7);
        assertThat(seen.err())
                .contains("violates unique constraint", "delete the rows that came into other tables")
                .doesNotContain("is as it was");
    }

    @Test
    void anArchiveOfRowsAloneMakesNoDatabase(TestDatabase database) throws IOException {
        prepare(database);
        desk.run("backup", "--data-only", "--to", "rows");
        String name = database.name() + "_copy";

        Desk.Seen seen = desk.run("restore", "latest", "--from", "rows", "--create", name);

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("holds rows alone", "--data-only");
        assertThat(database.query("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'"))
                .containsExactly("0");
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused() {
        for (List<String> pair : List.of(
                List.of("--schema-only", "--data-only"),
                List.of("--clean", "--add"),
                List.of("--create=x", "--clean"))) {
            Desk.Seen seen = desk.with("DATABASE_URL", "postgresql://127.0.0.1:1/nowhere")
                    .run("restore", "x", pair.get(0), pair.get(1));

            assertThat(seen.exit()).isEqualTo(2);
            assertThat(seen.err()).contains("exclude each other");
        }
    }
}
