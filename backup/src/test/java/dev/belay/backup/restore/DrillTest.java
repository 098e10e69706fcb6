package dev.belay.backup.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.Manifest;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill finds what is wrong with a backup, and nothing wrong with a good one. */
@ServerTest
final class DrillTest {
    /** Twelve labels: that all of them fall where they were before is as good as impossible. */
    private static final String[] HASHED = {
        "CREATE TYPE mood AS ENUM ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l')",
        "CREATE TABLE feeling (m mood, n int) PARTITION BY LIST (n)",
        "CREATE TABLE feeling_1 PARTITION OF feeling FOR VALUES IN (1) PARTITION BY HASH (m)",
        "CREATE TABLE \"Feeling 0\" PARTITION OF feeling_1 FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
        "CREATE TABLE feeling_11 PARTITION OF feeling_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
        "CREATE TABLE feeling_2 PARTITION OF feeling DEFAULT",
        "INSERT INTO feeling SELECT m, 1 + i % 2 FROM unnest(enum_range(NULL::mood)) m, generate_series(1, 20) i",
    };

    @TempDir
    Path scratch;

    @Test
    void rowsMayBeInOtherPartitionsWhereAHashDependsOnTheServer(TestDatabase source, TestServer server)
            throws IOException {
        source.execute(HASHED);

        DrillResult drill = drill(source, server, BackupOptions.DEFAULT, RestoreListener.SILENT);

        assertThat(drill.drill().findings()).isEmpty();
        assertThat(drill.drill().tables()).isEqualTo(3);
        assertThat(drill.drill().rows()).isEqualTo(240);
    }

    /** An array of it hashes its elements, and so does a row. */
    @Test
    void anEnumMayBeAnywhereInTheKeyOfAHash(TestDatabase source, TestServer server) throws IOException {
        source.execute(
                HASHED[0],
                "CREATE TABLE many (m mood[], n int) PARTITION BY HASH (m)",
                "CREATE TABLE many_0 PARTITION OF many FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "CREATE TABLE many_1 PARTITION OF many FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
                "INSERT INTO many SELECT ARRAY[m], i FROM unnest(enum_range(NULL::mood)) m, generate_series(1, 20) i");

        assertThat(drill(source, server, BackupOptions.DEFAULT, RestoreListener.SILENT)
                        .drill()
                        .findings())
                .isEmpty();
    }

    @Test
    void tablesAreComparedWhateverTheyAreCalled(TestDatabase source, TestServer server) throws IOException {
        List<String> names = List.of("\"a (b) c\"", "\"t (q) FROM stdin\"", "\"x\"\" (\"", "\"line\nend\"", "\"()\"");
        for (String name : names) {
            source.execute(
                    "CREATE TABLE " + name + " (\"(a) FROM stdin\" int, \"b,\"\")\" text)",
                    "INSERT INTO " + name + " VALUES (1, 'x'), (2, NULL)");
        }
        source.execute("CREATE TABLE \"none (n)\" ()", "INSERT INTO \"none (n)\" DEFAULT VALUES");

        DrillResult drill = drill(source, server, BackupOptions.DEFAULT, RestoreListener.SILENT);

        assertThat(drill.drill().findings()).isEmpty();
        assertThat(drill.drill().rows()).isEqualTo(2L * names.size() + 1);
    }

    @Test
    void aRowThatIsMissingThereIsFound(TestDatabase source, TestServer server) throws IOException {
        source.execute(HASHED);

        assertThat(drill(source, server, BackupOptions.DEFAULT, meddling("DELETE FROM feeling_1 WHERE m = 'a'"))
                        .drill()
                        .findings())
                .containsExactly("public.feeling: 110 rows, and 120 were backed up");
        assertThat(drill(source, server, BackupOptions.DEFAULT, meddling("UPDATE feeling_1 SET m = 'b' WHERE m = 'a'"))
                        .drill()
                        .findings())
                .singleElement()
                .asString()
                .contains("public.feeling: its rows are not those");
    }

    /** Whatever the reason may be that it has found nothing. */
    @Test
    void whereNothingIsComparedAlthoughThereShouldBeRowsItFails(TestDatabase source, TestDatabase target)
            throws Exception {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(source, BackupOptions.DEFAULT, storage);
            Path manifest = scratch.resolve(archive).resolve(Manifest.FILE);
            String text = Files.readString(manifest).replaceFirst("\"rows\" : 0", "\"rows\" : 5");
            Files.writeString(manifest, text);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            Files.writeString(
                    manifest.resolveSibling(Manifest.MARKER),
                    HexFormat.of().formatHex(hash) + "  " + Manifest.FILE + "\n");

            assertThat(drill(storage, archive, target, RestoreListener.SILENT)
                            .drill()
                            .findings())
                    .containsExactly("nothing was compared, although the archive holds data");
        }
    }

    @Test
    void wherePartitionsHaveTheirColumnsInOtherOrdersRowsAreCounted(TestDatabase source, TestServer server)
            throws IOException {
        source.execute(
                "CREATE TYPE mood AS ENUM ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')",
                "CREATE TABLE feeling (m mood, n int) PARTITION BY HASH (m)",
                "CREATE TABLE feeling_0 (n int, m mood)",
                "ALTER TABLE feeling ATTACH PARTITION feeling_0 FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "CREATE TABLE feeling_1 PARTITION OF feeling FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
                "INSERT INTO feeling SELECT m, i FROM unnest(enum_range(NULL::mood)) m, generate_series(1, 20) i");

        DrillResult drill = drill(source, server, BackupOptions.DEFAULT, RestoreListener.SILENT);

        assertThat(drill.drill().findings()).isEmpty();
        assertThat(drill.restore().notes()).anySatisfy(note -> assertThat(note).contains("by number"));
        assertThat(drill(source, server, BackupOptions.DEFAULT, meddling("DELETE FROM feeling WHERE n = 7 AND m = 'a'"))
                        .drill()
                        .findings())
                .hasSize(1);
    }

    @Test
    void numbersOfTypesInBinaryRowsAreNoDifference(TestDatabase source, TestServer server) throws IOException {
        source.execute(
                "CREATE TYPE mood AS ENUM ('a', 'b')",
                "CREATE TYPE pair AS (one mood, two int)",
                "CREATE TYPE plain AS (one int, two text)",
                "CREATE DOMAIN moods AS mood[]",
                "CREATE TABLE t (p pair, ps pair[], m moods, i int[])",
                "INSERT INTO t SELECT ('a', i)::pair, ARRAY[('b', i)::pair], '{a,b}', '{1}' FROM generate_series(1, 9) i",
                "CREATE TABLE stable (p plain, m mood, r int4range, i int[])",
                "INSERT INTO stable SELECT (i, 'x')::plain, 'a', int4range(i, 20), '{1}' FROM generate_series(1, 9) i");
        BackupOptions binary = BackupOptions.builder().binary(true).build();

        DrillResult drill = drill(source, server, binary, RestoreListener.SILENT);

        assertThat(drill.drill().findings()).isEmpty();
        assertThat(drill.drill().tables()).isEqualTo(2);
        assertThat(drill.restore().notes())
                .filteredOn(note -> note.contains("by number"))
                .singleElement()
                .asString()
                .startsWith("public.t ");
        assertThat(drill(source, server, binary, meddling("DELETE FROM t WHERE (p).two = 7"))
                        .drill()
                        .findings())
                .hasSize(1);
        assertThat(drill(source, server, binary, meddling("UPDATE stable SET m = 'b' WHERE (p).one = 7"))
                        .drill()
                        .findings())
                .hasSize(1);
    }

    @Test
    void aSchemaAloneHasNoLargeObjects(TestDatabase source, TestServer server) throws IOException {
        source.execute("CREATE TABLE t (id int)", "SELECT lo_from_bytea(4711, 'x')");

        DrillResult drill = drill(
                source,
                server,
                BackupOptions.builder().contents(Manifest.Contents.SCHEMA).build(),
                RestoreListener.SILENT);

        assertThat(drill.drill().findings()).isEmpty();
        assertThat(drill.drill().schema()).isTrue();
    }

    @Test
    void sequencesAreComparedWhateverTheyAreCalled(TestDatabase source, TestServer server) throws IOException {
        List<String> names = List.of("\"back\\slash\"", "\"it's\"", "\"line\nend\"", "\"', 5, true);\"", "\"E'\\'\"");
        for (String name : names) {
            source.execute("CREATE SEQUENCE " + name + " START 7");
        }

        assertThat(drill(source, server, BackupOptions.DEFAULT, RestoreListener.SILENT)
                        .drill()
                        .sequences())
                .isEqualTo(names.size());
    }

    @Test
    void bytesThatAreNoTextComeBackAsTheyAre(TestDatabase any, TestServer server) throws IOException {
        String name = any.name() + "_bytes";
        String like = " TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'";
        server.execute("CREATE DATABASE " + name + like);
        server.execute("CREATE DATABASE " + name + "2" + like);
        try (LocalStorage storage = new LocalStorage(scratch)) {
            TestDatabase source = new TestDatabase(server, name, any.user(), any.password());
            TestDatabase target = new TestDatabase(server, name + "2", any.user(), any.password());
            source.execute(
                    "CREATE TABLE t (v text)",
                    "INSERT INTO t SELECT convert_from(b, 'SQL_ASCII') FROM (VALUES ('\\xe9'::bytea), ('\\xff5c0a'))"
                            + " AS bytes (b)");

            String archive = new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                    .to(storage)
                    .archive();
            DrillResult drill = new Drill(
                            Restores.database(target),
                            RestoreOptions.DEFAULT,
                            RestoreListener.SILENT,
                            new Cancellation(),
                            Clock.systemUTC())
                    .run(RestoreSource.open(storage, archive, Decryption.NONE), "0");

            assertThat(drill.drill().findings()).isEmpty();
            assertThat(drill.drill().rows()).isEqualTo(2);
            assertThat(target.query("SELECT encode(convert_to(v, 'SQL_ASCII'), 'hex') FROM t ORDER BY 1"))
                    .containsExactly("e9", "ff5c0a");
        } finally {
            server.execute("DROP DATABASE " + name);
            server.execute("DROP DATABASE " + name + "2");
        }
    }

    /** Does something to the copy before its first table is compared. */
    private RestoreListener meddling(String sql) {
        return new RestoreListener() {
            private boolean done;

            @Override
            public void begun(String label) {
                if (!done && label.startsWith("compare public.")) {
                    done = true;
                    current.orElseThrow().execute(sql);
                }
            }
        };
    }

    private Optional<TestDatabase> current = Optional.empty();

    private DrillResult drill(TestDatabase source, TestServer server, BackupOptions options, RestoreListener listener)
            throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch);
                TestDatabase target = server.createDatabase()) {
            current = Optional.of(target);
            return drill(storage, backUp(source, options, storage), target, listener);
        }
    }

    private static String backUp(TestDatabase source, BackupOptions options, LocalStorage storage) {
        return new Backup(Restores.database(source), options, "0", BackupListener.NONE)
                .to(storage)
                .archive();
    }

    private static DrillResult drill(
            LocalStorage storage, String archive, TestDatabase target, RestoreListener listener) {
        return new Drill(
                        Restores.database(target),
                        RestoreOptions.DEFAULT,
                        listener,
                        new Cancellation(),
                        Clock.systemUTC())
                .run(RestoreSource.open(storage, archive, Decryption.NONE), "0");
    }
}
