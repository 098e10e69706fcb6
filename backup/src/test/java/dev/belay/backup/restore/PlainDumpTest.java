package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.belay.backup.archive.Golden;
import dev.belay.backup.archive.StockTools;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.InstalledServer;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps in plain SQL run as psql would run them, from the file or compressed, without lying in memory. */
@ServerTest
final class PlainDumpTest {
    @TempDir
    Path scratch;

    @Test
    void everyGoldenDumpBecomesTheDatabaseItWasMadeOf() throws IOException {
        StockTools.assume();
        Golden.folder();
        Assumptions.assumeTrue(InstalledServer.of(15).isPresent(), "gate not run: PostgreSQL 15 is not installed");
        TestServer server = InstalledServer.of(15).orElseThrow();
        server.execute("DO $$ BEGIN CREATE ROLE golden_reader; EXCEPTION WHEN duplicate_object THEN END $$");
        String expected = null;
        for (int major = 15; major <= 19; major++) {
            try (TestDatabase database = server.createDatabase()) {
                RestoreResult result = restore(database, compressed(Golden.file("pg" + major + "-plain.sql"), major));

                assertThat(result.failed()).as("pg" + major).isEmpty();
                String dump = StockTools.dump(database);
                expected = expected == null ? stock(server) : expected;
                assertThat(dump).as("pg" + major).isEqualTo(expected);
            }
        }
    }

    @Test
    void aDumpThatIsCutOffBehindItsLastRowsIsFound(TestDatabase database) throws IOException {
        String head = "--\n-- PostgreSQL database dump\n--\n\n";
        String body = "CREATE TABLE t (id int);\nCOPY t (id) FROM stdin;\n1\n\\.\n\n";
        String end = "--\n-- PostgreSQL database dump complete\n--\n\n";
        Path file = scratch.resolve("dump.sql");

        for (String text : List.of(head + body, head + body + end.substring(0, 30))) {
            Files.writeString(file, text);
            assertThat(restore(database, file).failed())
                    .singleElement()
                    .satisfies(failed ->
                            assertThat(failed.error().orElseThrow().kind()).isEqualTo(Kind.INTEGRITY));
            database.execute("DROP TABLE t");
        }
        for (String text : List.of(head + body + end, body)) {
            Files.writeString(file, text);
            assertThat(restore(database, file).failed()).isEmpty();
            database.execute("DROP TABLE t");
        }
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAsItIs(TestDatabase database) {
        database.execute("CREATE TABLE precious (id int)");

        assertThatThrownBy(() -> restore(database, "CREATE TABLE t (id int);\n"))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE))
                .hasMessageContaining("is not empty: it has table precious");
        assertThat(database.tables()).containsExactly("public.precious");
    }

    private static String stock(TestServer server) {
        try (TestDatabase database = server.createDatabase()) {
            StockTools.restore(Golden.file("pg15-custom-gzip.dump"), database, 1);
            return StockTools.dump(database);
        }
    }

    private Path compressed(Path dump, int major) throws IOException {
        Path file = scratch.resolve("dump-" + major);
        try (OutputStream out = Files.newOutputStream(file)) {
            OutputStream packed =
                    major % 3 == 0 ? new GZIPOutputStream(out) : major % 3 == 1 ? new ZstdOutputStream(out) : out;
            Files.copy(dump, packed);
            packed.close();
        }
        return file;
    }

    private static RestoreResult restore(TestDatabase database, Path dump) {
        try (RestoreSource source = RestoreSource.open(dump)) {
            assertThat(source).isInstanceOf(PlainDump.class);
            return source.restore(
                    Restores.database(database),
                    RestoreOptions.DEFAULT,
                    RestoreListener.SILENT,
                    new dev.belay.core.apply.Cancellation());
        }
    }

    private RestoreResult restore(TestDatabase database, String text) throws IOException {
        Path file = scratch.resolve("dump.sql");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        return restore(database, file);
    }

    @Test
    void rowsThatLookLikeStatementsAndStatementsThatLookLikeRowsAreToldApart(TestDatabase database) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            rows.append(i).append("\tCOPY x FROM stdin;\n");
        }
        RestoreResult result = restore(database, """
                \\restrict abc
                CREATE TABLE t (id int, v text);
                CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$
                SELECT 'one;
                COPY public.t FROM stdin;
                ' || E'\\'
                ';
                $$;
                COPY t (id, v) FROM stdin;
                """ + rows + """
                \\.

                COPY t FROM stdin;
                \\.

                INSERT INTO t VALUES (-1, 'a;
                b');
                \\unrestrict abc
                """);

        assertThat(result.failed()).isEmpty();
        assertThat(result.rows()).isEqualTo(50_000);
        assertThat(database.query("SELECT count(*), min(id), max(length(v)) FROM t"))
                .containsExactly("50001|-1|18");
    }

    @Test
    void textsInAnotherEncodingArriveAsTheyWere(TestDatabase database) throws IOException {
        RestoreResult result = restore(database, """
                SET client_encoding = 'LATIN1';
                SET standard_conforming_strings = off;
                CREATE TABLE t (v text DEFAULT 'caf\u00e9;\\';');
                INSERT INTO t VALUES (DEFAULT);
                COPY t (v) FROM stdin;
                na\u00efve
                \\.
                """);

        assertThat(result.failed()).isEmpty();
        assertThat(database.query("SELECT v FROM t ORDER BY 1")).containsExactly("caf\u00e9;';", "na\u00efve");
    }

    @Test
    void whatOnlyPsqlCanDoIsRefusedWithItsLine(TestDatabase database) throws IOException {
        RestoreResult result =
                restore(database, "SELECT 1;\n\\connect other\nSELECT 2;\n" + "SELECT 3;\n".repeat(9999));

        assertThat(result.failed()).hasSize(1);
        assertThat(result.failed().get(0).error().orElseThrow().message()).contains("dump.sql:2", "\\connect");
    }

    @Test
    void aDumpThatIsCutOffInTheMiddleOfATableLeavesNoRowOfIt(TestDatabase database) throws IOException {
        RestoreResult result = restore(database, "CREATE TABLE t (id int);\nCOPY t FROM stdin;\n1\n2\n");

        assertThat(result.failure()).contains(Kind.INTEGRITY);
        assertThat(database.query("SELECT count(*) FROM t")).containsExactly("0");
    }

    @Test
    void anErrorNamesTheLine(TestDatabase database) throws IOException {
        RestoreResult result =
                restore(database, "SET nosuch_setting = 1;\nCREATE TABLE t (id int);\n\nCREATE TABLE t (id int);\n");

        assertThat(result.failure()).contains(Kind.BACKUP);
        assertThat(result.failed().get(0).name()).contains("dump.sql:4");
        assertThat(result.notes()).hasSize(1);
    }
}
