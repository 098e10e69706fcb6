package dev.belay.verify.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.verify.content.RowDifference.Kind;
import dev.belay.verify.content.TableOutcome.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
final class ContentComparisonTest {
    private static Database database(TestDatabase database) {
        return new Database(ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/"))));
    }

    /** A second database beside the first, with what it holds and then something else. */
    private static List<TableOutcome> outcomes(TestDatabase one, String... changes) {
        String name = one.name() + "_b";
        one.execute("CREATE DATABASE \"" + name + "\" TEMPLATE \"" + one.name() + "\"");
        TestDatabase other = new TestDatabase(one.server(), name, one.user(), one.password());
        try {
            other.execute(changes);
            return new ContentComparison(TableChoice.ALL, true, ContentListener.SILENT)
                    .of(database(one), database(other));
        } finally {
            one.execute("DROP DATABASE \"" + name + "\" WITH (FORCE)");
        }
    }

    @EveryMajor
    void rowsAreTheSameWhateverTheirOrder(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, n numeric, twice int GENERATED ALWAYS AS (id * 2) STORED, j json)",
                "INSERT INTO t (id, n, j) SELECT i, i / 7.0, '{\"a\": \"\\t\"}' FROM generate_series(1, 1000) i");

        List<TableOutcome> outcomes =
                outcomes(database, "UPDATE t SET n = n WHERE id % 3 = 0", "CLUSTER t USING t_pkey");

        assertThat(outcomes).hasSize(1).allMatch(TableOutcome::same);
        assertThat(outcomes.get(0).a().number()).isEqualTo(1000);
    }

    @EveryMajor
    void theRowsThatDifferAreNamedByTheirKeys(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (a text, id int PRIMARY KEY, b text)",
                "INSERT INTO t SELECT 'x' || i, i, 'y' FROM generate_series(1, 5000) i",
                "CREATE TABLE same (id int)");

        List<TableOutcome> outcomes = outcomes(
                database,
                "UPDATE t SET b = E'z\\t1' WHERE id BETWEEN 17 AND 25",
                "UPDATE t SET a = NULL WHERE id = 900",
                "DELETE FROM t WHERE id = 5000",
                "INSERT INTO t VALUES ('new', 5001, '')");

        assertThat(outcomes).extracting(TableOutcome::verdict).containsExactly(Verdict.SAME, Verdict.DIFFERENT);
        TableOutcome t = outcomes.get(1);
        assertThat(t.key()).containsExactly("id");
        assertThat(t.ranges()).containsExactly("17..25", "900", "5000..5001");
        assertThat(t.count(Kind.CHANGED)).isEqualTo(10);
        assertThat(t.rows().get(9).columns()).containsExactly(new RowDifference.ColumnDifference("a", "x900", "\\N"));
        assertThat(t.rows()).last().isEqualTo(new RowDifference(Kind.ONLY_IN_B, List.of("5001"), List.of()));
        assertThat(t.more()).isFalse();
    }

    @Test
    void withoutAKeyARowStandsForItselfAndCountsAsOftenAsItIsThere(TestDatabase database) {
        database.execute("CREATE TABLE t (a int, b text)", "INSERT INTO t VALUES (1, 'x'), (1, 'x'), (2, 'y')");

        TableOutcome t = outcomes(database, "DELETE FROM t WHERE ctid = '(0,1)'", "INSERT INTO t VALUES (3, NULL)")
                .get(0);

        assertThat(t.rows())
                .containsExactly(
                        new RowDifference(Kind.ONLY_IN_A, List.of("1", "x"), List.of()),
                        new RowDifference(Kind.ONLY_IN_B, List.of("3", "\\N"), List.of()));
    }

    @Test
    void whatCannotBeComparedIsNoMatch(TestDatabase database) {
        database.execute("CREATE TABLE a (x int)", "CREATE TABLE c (x int)", "CREATE TABLE d (x int, y int)");

        assertThat(outcomes(
                        database,
                        "DROP TABLE a",
                        "CREATE TABLE b (x int)",
                        "ALTER TABLE c RENAME x TO z",
                        "ALTER TABLE d DROP x",
                        "ALTER TABLE d ADD x int"))
                .extracting(one -> one.table() + " " + one.verdict())
                .containsExactly("public.a ONLY_IN_A", "public.b ONLY_IN_B", "public.c OTHER_COLUMNS", "public.d SAME");
    }

    @Test
    void bytesThatAreNoTextAreComparedAsTheyAre(TestDatabase database) {
        String name = database.name() + "_raw";
        database.execute(
                "CREATE DATABASE \"" + name + "\" TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
        TestDatabase raw = new TestDatabase(database.server(), name, database.user(), database.password());
        try {
            raw.execute(
                    "CREATE TABLE t (k text PRIMARY KEY, v text)",
                    "INSERT INTO t VALUES (E'\\xe4', E'\\xf6'), (E'\\xf6', E'\\xf6'), ('a', E'\\xc3\\xa4')");

            assertThat(outcomes(raw, "INSERT INTO t SELECT * FROM t WHERE false"))
                    .allMatch(TableOutcome::same);
            TableOutcome t = outcomes(
                            raw, "UPDATE t SET v = E'\\xfc' WHERE k = E'\\xe4'", "DELETE FROM t WHERE k = 'a'")
                    .get(0);

            assertThat(t.rows())
                    .containsExactly(
                            new RowDifference(
                                    Kind.CHANGED,
                                    List.of("\\xe4"),
                                    List.of(new RowDifference.ColumnDifference("v", "\\xf6", "\\xfc"))),
                            new RowDifference(Kind.ONLY_IN_A, List.of("a"), List.of()));
        } finally {
            raw.close();
        }
    }

    @Test
    void whereVeryMuchDiffersSomeOfItIsShown(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, v int)",
                "INSERT INTO t SELECT i, i FROM generate_series(1, 60000) i");

        TableOutcome t = outcomes(database, "UPDATE t SET v = -v").get(0);

        assertThat(t.more()).isTrue();
        assertThat(t.rows().size()).isBetween(15_000, 20_000);
        assertThat(t.rows()).allMatch(row -> row.kind() == Kind.CHANGED);
    }
}
