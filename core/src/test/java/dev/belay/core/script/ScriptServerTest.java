package dev.belay.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.Identifier;
import dev.belay.testing.Corpora;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** The server is the oracle: sent piece by piece, a script does what it does as a whole. */
@ServerTest
final class ScriptServerTest {
    private static final int SCRIPTS = 150;

    @EveryMajor
    void thePiecesAnswerAsTheWholeTextDoes(TestDatabase database) throws SQLException {
        long first = System.nanoTime();
        try (Connection connection = connect(database)) {
            for (long seed = first; seed < first + SCRIPTS; seed++) {
                String text = new RandomSql(seed).selects();
                List<String> answers = new ArrayList<>();
                for (Statement statement : Script.parse("x.sql", text).executable()) {
                    List<String> one = answers(connection, statement.sql());
                    assertThat(one).as("seed %d: %s", seed, statement.sql()).hasSize(1);
                    answers.addAll(one);
                }

                assertThat(answers).as("seed %d: %s", seed, text).isEqualTo(answers(connection, text));
            }
        }
    }

    @EveryMajor
    void createsFunctionsWithABody(TestDatabase database) throws Exception {
        run(database, Script.parse("x.sql", """
                CREATE TABLE t (begin int, "end" int);
                CREATE RULE r AS ON DELETE TO t DO (SELECT 1; SELECT 2);
                CREATE FUNCTION size(a int) RETURNS text LANGUAGE sql
                BEGIN ATOMIC
                  INSERT INTO t (begin) VALUES (a); -- END;
                  SELECT CASE WHEN a > CASE WHEN t.begin = 1 THEN 5 ELSE 9 END THEN 'big;' ELSE 'small' END
                  FROM t WHERE t.end IS NULL;
                END;
                CREATE PROCEDURE two() BEGIN ATOMIC INSERT INTO t VALUES (1, 2); INSERT INTO t VALUES (3, 4); END;
                CALL two();
                DELETE FROM t WHERE begin = 3"""));

        assertThat(database.query("SELECT size(10), size(2)")).containsExactly("big;|small");
        assertThat(database.query("SELECT begin FROM t WHERE \"end\" = 2")).containsExactly("1");
    }

    @Test
    void pointsAtTheLineThatTheServerMeans(TestDatabase database) throws SQLException {
        Statement statement = Script.parse("x.sql", "SELECT 1;\n\n-- é\nSELECT '😀',\n  /* 名 */ nothing;")
                .executable()
                .get(1);

        try (Connection connection = connect(database)) {
            answers(connection, statement.sql());
        } catch (org.postgresql.util.PSQLException e) {
            assertThat(statement.lineAt(e.getServerErrorMessage().getPosition()))
                    .isEqualTo(5);
            return;
        }
        throw new AssertionError("the column \"nothing\" was found");
    }

    @Test
    void loadsDumpsOfRealDatabases(TestDatabase chinook, TestDatabase works, TestDatabase map, TestDatabase regress)
            throws Exception {
        List<Path> dumps = Corpora.dumps();
        Assumptions.assumeFalse(dumps.isEmpty(), "no corpora beside the repository");
        List<TestDatabase> databases = List.of(chinook, works, map, regress);

        for (int i = 0; i < Math.min(dumps.size(), databases.size()); i++) {
            Script script = Script.parse(dumps.get(i).toString(), Corpora.text(dumps.get(i)));

            Map<String, Long> expected = run(databases.get(i), script);

            assertThat(rows(databases.get(i), expected)).as("%s", dumps.get(i)).isEqualTo(expected);
        }
    }

    /** The driver would cut a text too, and not always where the server does; in this mode it leaves it alone. */
    private static Connection connect(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl() + "?preferQueryMode=extendedForPrepared", database.user(), database.password());
    }

    /** The rows that each COPY of the script has in its text. */
    private static Map<String, Long> run(TestDatabase database, Script script) throws SQLException, IOException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = connect(database);
                var jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            for (Statement statement : script.executable()) {
                try {
                    if (statement.kind() == Statement.Kind.COPY) {
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn(statement.sql(), statement.copyData());
                        rows.put(table(statement), lines(statement));
                    } else {
                        jdbc.execute(statement.sql());
                    }
                } catch (SQLException e) {
                    // The embedded server is built without lz4.
                    if (!e.getMessage().contains("compression method lz4 not supported")) {
                        throw new AssertionError(statement.toString(), e);
                    }
                }
            }
        }
        return rows;
    }

    private static String table(Statement copy) {
        Name table = copy.traits().inserts().orElseThrow();
        return Identifier.quote(table.schema().orElse("public")) + "." + Identifier.quote(table.name());
    }

    private static long lines(Statement copy) throws IOException {
        try (BufferedReader lines = new BufferedReader(copy.copyData())) {
            return lines.lines().count();
        }
    }

    private static Map<String, Long> rows(TestDatabase database, Map<String, Long> tables) {
        Map<String, Long> rows = new TreeMap<>();
        tables.keySet()
                .forEach(table -> rows.put(
                        table,
                        Long.valueOf(database.query("SELECT count(*) FROM ONLY " + table)
                                .get(0))));
        return rows;
    }

    private static List<String> answers(Connection connection, String sql) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean more = statement.execute(sql);
            while (more || statement.getUpdateCount() >= 0) {
                if (more) {
                    answers.add(row(statement.getResultSet()));
                }
                more = statement.getMoreResults();
            }
        }
        return answers;
    }

    private static String row(ResultSet rows) throws SQLException {
        rows.next();
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            row.append('|').append(rows.getString(column));
        }
        return row.toString();
    }
}
