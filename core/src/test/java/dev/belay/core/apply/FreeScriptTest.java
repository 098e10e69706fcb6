package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
final class FreeScriptTest {
    private static final FreeScript.Options READ_ONLY = new FreeScript.Options(false, true);

    @TempDir
    Path folder;

    private final Heard heard = new Heard();

    @Test
    void tellsColumnsRowsAndCountsOfEachStatement(TestDatabase database) {
        run(
                database,
                "CREATE TABLE t (id int, name text); INSERT INTO t VALUES (1, 'a;b'), (2, NULL); TABLE t;"
                        + " SELECT id AS \"Id\", name FROM t ORDER BY 1");

        assertThat(heard.lines)
                .containsExactly(
                        "done 0",
                        "done 2",
                        "columns id:int4, name:text",
                        "[1, a;b]",
                        "[2, null]",
                        "done 2",
                        "columns Id:int4, name:text",
                        "[1, a;b]",
                        "[2, null]",
                        "done 2");
    }

    @Test
    void aLargeResultComesInPortionsAndWhole(TestDatabase database) {
        run(database, "SELECT g FROM generate_series(1, 2500) g");

        assertThat(heard.lines)
                .hasSize(2502)
                .contains("[1]", "[1001]", "[2500]")
                .endsWith("done 2500");
    }

    @Test
    void whoStopsItWhileRowsComeGetsNoMoreOfThem(TestDatabase database) {
        Cancellation cancellation = new Cancellation();
        Heard stopping = new Heard() {
            @Override
            public void row(List<String> values) {
                super.row(values);
                cancellation.cancel(Kind.INTERRUPTED);
            }
        };

        assertThatThrownBy(() -> new FreeScript(target(database), cancellation, new FreeScript.Options(false, false))
                        .run(Script.parse("free.sql", "SELECT generate_series(1, 5000)"), stopping))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
        assertThat(stopping.lines).contains("[1]").doesNotContain("[2]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n FROM cursors",
                "WITH c AS (SELECT n FROM cursors) SELECT n FROM c",
                "TABLE cursors",
                "VALUES ((SELECT n FROM cursors))",
            })
    void queriesOfEveryFormComeInPortions(String query, TestDatabase database) {
        database.execute("CREATE VIEW cursors AS SELECT count(*) AS n FROM pg_cursors WHERE name = 'belay_rows'");

        run(database, query);

        assertThat(heard.lines).endsWith("[1]", "done 1");
    }

    @Test
    void aWithThatWritesIsNoQueryAndStillRuns(TestDatabase database) {
        run(database, "CREATE TABLE t (a int); WITH new AS (INSERT INTO t VALUES (1) RETURNING a) SELECT a FROM new");

        assertThat(heard.lines).contains("[1]");
        assertThat(database.query("SELECT a FROM t")).containsExactly("1");
    }

    @Test
    void namesTheLineOfAnErrorInALongQueryOfOneTransaction(TestDatabase database) {
        FreeScript.Options together = new FreeScript.Options(true, false);

        assertThatThrownBy(() -> run(database, together, "SELECT '" + "x".repeat(60) + "',\n  nonsense\nFROM pg_class"))
                .hasMessageStartingWith("free.sql:2: column \"nonsense\" does not exist");
    }

    @Test
    void selectIntoIsNoQueryAndStillRuns(TestDatabase database) {
        run(database, "SELECT 1 AS one INTO made");

        assertThat(database.query("SELECT one FROM made")).containsExactly("1");
    }

    @Test
    void namesTheLineOfAnErrorAlsoInAQuery(TestDatabase database) {
        assertThatThrownBy(() -> run(database, "SELECT 1;\n\nSELECT\n  nonsense\nFROM t"))
                .hasMessage("free.sql:5: relation \"t\" does not exist (SQLSTATE 42P01)");
        assertThatThrownBy(() -> run(database, "SELECT 1;\n\nUPDATE\n  nonsense\nSET a = 1"))
                .hasMessage("free.sql:4: relation \"nonsense\" does not exist (SQLSTATE 42P01)");
    }

    @Test
    void oneTransactionMeansAllOrNothing(TestDatabase database) {
        FreeScript.Options together = new FreeScript.Options(true, false);

        assertThatThrownBy(() -> run(database, together, "CREATE TABLE t (); SELECT 1 / 0"))
                .hasMessageContaining("22012");
        assertThat(database.tables()).isEmpty();
        run(database, together, "CREATE TABLE t (); SELECT 1");
        assertThat(database.tables()).containsExactly("public.t");
    }

    @Test
    void readOnlyIsTheServersWord(TestDatabase database) {
        assertThatThrownBy(() -> run(database, READ_ONLY, "WITH x AS (INSERT INTO t SELECT 1 RETURNING 1) TABLE x"))
                .hasMessageContaining("t");
        assertThatThrownBy(() -> run(database, READ_ONLY, "SELECT 1;\nCREATE TABLE t ()"))
                .hasMessage("free.sql:2: cannot execute CREATE TABLE in a read-only transaction (SQLSTATE 25006)");
        assertThatThrownBy(() -> run(database, READ_ONLY, "SELECT 1 AS one INTO t"))
                .hasMessageContaining("25006");
        assertThat(database.tables()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN READ WRITE; INSERT INTO t VALUES (1); COMMIT",
                "START TRANSACTION READ WRITE; INSERT INTO t VALUES (1); COMMIT",
                "COMMIT; INSERT INTO t VALUES (1)",
                "END; INSERT INTO t VALUES (1)",
                "/* x */ abort; INSERT INTO t VALUES (1)",
                "ROLLBACK AND CHAIN; INSERT INTO t VALUES (1)",
                "PREPARE TRANSACTION 'x'; INSERT INTO t VALUES (1)",
                "VACUUM t",
                "SET TRANSACTION READ WRITE; INSERT INTO t VALUES (1)",
                "SET transaction_read_only = off; INSERT INTO t VALUES (1)",
                "SELECT set_config('transaction_read_only', 'off', false); INSERT INTO t VALUES (1)",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE; INSERT INTO t VALUES (1)",
                "SET default_transaction_read_only = off; INSERT INTO t VALUES (1)",
                "RESET ALL; INSERT INTO t VALUES (1)",
                "SAVEPOINT s; SET LOCAL transaction_read_only = off; INSERT INTO t VALUES (1)",
                "DO $$ BEGIN COMMIT; INSERT INTO t VALUES (1); END $$",
                "DO $$ BEGIN EXECUTE 'COM' || 'MIT'; INSERT INTO t VALUES (1); END $$",
                "CALL p()",
                "SELECT set_config('standard_conforming_strings', 'off', false);"
                        + " SELECT 'a\\'' ; COMMIT; INSERT INTO t VALUES (1); --'",
                "DO $$ BEGIN SET standard_conforming_strings = off; END $$;"
                        + " SELECT 'a\\'' ; COMMIT; INSERT INTO t VALUES (1); --'",
            })
    void noScriptWritesItsWayOutOfReadOnly(String text, TestDatabase database) {
        database.execute(
                "CREATE TABLE t (a int)",
                "CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN COMMIT; INSERT INTO t VALUES (1); END'");

        assertThatThrownBy(() -> run(database, READ_ONLY, text))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("SQLSTATE");

        assertThat(database.query("SELECT count(*) FROM t")).containsExactly("0");
    }

    @Test
    void transactionControlIsRefusedBeforeAnythingRuns(TestDatabase database) {
        assertThatThrownBy(() -> run(database, READ_ONLY, "SELECT 1;\nCOMMIT"))
                .hasMessage("free.sql:2: COMMIT cannot run here: all statements run in one transaction that only reads"
                        + " (SQLSTATE 25006)")
                .hasCauseInstanceOf(SQLException.class);

        assertThat(heard.lines).isEmpty();
    }

    @Test
    void readOnlyStillStreamsAndKeepsWhatIsSetBetweenStatements(TestDatabase database) {
        run(
                database,
                READ_ONLY,
                "SAVEPOINT s; SET work_mem = '5MB'; SELECT g FROM generate_series(1, 2500) g; RELEASE s;"
                        + " SHOW work_mem; SELECT count(*) FROM pg_cursors; DO 'BEGIN END'");

        assertThat(heard.lines)
                .hasSize(2512)
                .contains("[1]", "[1001]", "[2500]", "done 2500")
                .endsWith("columns work_mem:text", "[5MB]", "done 1", "columns count:int8", "[1]", "done 1", "done 0");
    }

    @Test
    void aTransactionLeftOpenIsAnError(TestDatabase database) {
        assertThatThrownBy(() -> run(database, "BEGIN; CREATE TABLE t ()")).hasMessageContaining("left a transaction");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void copiesAndPassesNoticesOn(TestDatabase database) {
        run(database, "CREATE TABLE t (a int);\nCOPY t FROM stdin;\n1\n2\n\\.\nDROP TABLE IF EXISTS gone;");

        assertThat(heard.lines)
                .containsExactly("done 0", "done 2", "done 0", "NOTICE table \"gone\" does not exist, skipping");
    }

    private void run(TestDatabase database, String text) {
        run(database, new FreeScript.Options(false, false), text);
    }

    private void run(TestDatabase database, FreeScript.Options options, String text) {
        new FreeScript(target(database), new Cancellation(), options).run(Script.parse("free.sql", text), heard);
    }

    private Database target(TestDatabase database) {
        return new Database(ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), folder)));
    }

    private static class Heard implements ResultListener {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void columns(Statement statement, List<Column> columns) {
            lines.add("columns "
                    + String.join(
                            ", ",
                            columns.stream()
                                    .map(column -> column.name() + ":" + column.type())
                                    .toList()));
        }

        @Override
        public void row(List<String> values) {
            lines.add(values.toString());
        }

        @Override
        public void done(Statement statement, long rows) {
            lines.add("done " + rows);
        }

        @Override
        public void noticed(String severity, String message) {
            lines.add(severity + " " + message);
        }
    }
}
