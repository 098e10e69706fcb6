package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts as dumps and generators write them, under the heap of the tests; work that grows with the square of them takes minutes. */
@ServerTest
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class HugeInputTest {
    private static final int MEGABYTES = 50;

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Text {
        void write(BufferedWriter out) throws IOException;
    }

    private void run(TestDatabase database, Text text) throws IOException {
        Path file = folder.resolve("add_1.sql");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            text.write(out);
        }
        RunResult result = new Project(folder, database).up();
        assertThat(result.failure()).isEmpty();
    }

    @Test
    void fiftyMegabytesOfCopy(TestDatabase database) throws IOException {
        String row = "a\tb;'$$\\\\" + "x".repeat(1000);
        run(database, out -> {
            out.write("CREATE TABLE big (a text, b text);\nCOPY big FROM stdin;\n");
            for (int i = 0; i < MEGABYTES * 1000; i++) {
                out.write(row);
                out.write('\n');
            }
            out.write("\\.\nSELECT count(*) FROM big;\n");
        });

        assertThat(database.query("SELECT count(*), max(length(b)) FROM big")).containsExactly("50000|1006");
        assertThat(database.query(
                        "SELECT script IS NULL, length(checksum) FROM belay.journal WHERE event = 'step_applied'"))
                .as("too long to be kept")
                .containsExactly("t|64");
    }

    @Test
    void fiftyMegabytesInOneLiteral(TestDatabase database) throws IOException {
        run(database, out -> {
            out.write("CREATE TABLE big AS SELECT 'ü'' ");
            String line = "ä;-- /* \"\n" + "x".repeat(989) + "\n";
            for (int i = 0; i < MEGABYTES * 1000; i++) {
                out.write(line);
            }
            out.write("' AS a;\n");
        });

        assertThat(database.query("SELECT length(a) FROM big")).containsExactly("50000003");
    }

    @Test
    void twentyThousandStatements(TestDatabase database) throws IOException {
        run(database, HugeInputTest::statements);

        assertThat(database.query("SELECT count(*), sum(n) FROM log")).containsExactly("20000|200010000");
    }

    /** Nobody reads these rows. They are more than the heap holds, and what the query does it does for each of them. */
    @Test
    void moreRowsThanTheHeapHolds(TestDatabase database) throws IOException {
        long wanted = Runtime.getRuntime().maxMemory() / 1000;

        run(database, out -> {
            out.write("CREATE SEQUENCE called;\n");
            out.write("SELECT nextval('called'), repeat('x', 1500) FROM generate_series(1, " + wanted + ");\n");
        });

        assertThat(database.query("SELECT last_value FROM called")).containsExactly(Long.toString(wanted));
    }

    /** The same outside of a transaction, of a command that is no query, and of one that only begins like none. */
    @Test
    void everyRowIsWorkedOnThoughNoneIsKept(TestDatabase database) throws IOException {
        run(database, out -> {
            out.write("-- belay: no-transaction\nCREATE SEQUENCE called;\nCREATE TABLE log (n bigint);\n");
            out.write("SELECT nextval('called') FROM generate_series(1, 5000);\n");
            out.write("(SELECT nextval('called') FROM generate_series(1, 5000));\n");
            out.write("VALUES (nextval('called')), (nextval('called')), (nextval('called'));\n");
            out.write("WITH made AS (INSERT INTO log SELECT nextval('called') FROM generate_series(1, 5000)"
                    + " RETURNING n) SELECT nextval('called') FROM made;\n");
            out.write("INSERT INTO log SELECT generate_series(1, 5000) RETURNING nextval('called');\n");
        });

        assertThat(database.query("SELECT last_value, (SELECT count(*) FROM log) FROM called"))
                .containsExactly("25003|10000");
    }

    private static void statements(BufferedWriter out) throws IOException {
        out.write("CREATE TABLE log (n int);\n");
        for (int i = 1; i <= 20_000; i++) {
            out.write("INSERT INTO log VALUES (" + i + ");\n");
        }
    }

    @Test
    void twentyThousandStatementsInUnits(TestDatabase database) throws IOException {
        run(database, out -> {
            out.write("-- belay: no-transaction\n");
            statements(out);
        });

        assertThat(database.query("SELECT count(*) FROM log")).containsExactly("20000");
        assertThat(database.query("SELECT count(*) FROM belay.journal WHERE event = 'unit_done'"))
                .containsExactly("20001");
    }
}
