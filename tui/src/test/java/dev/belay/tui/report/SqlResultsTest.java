package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.apply.ResultListener.Column;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SqlResultsTest {
    private static final Statement SELECT =
            Script.parse("x", "SELECT 1").executable().get(0);
    private static final Statement CREATE =
            Script.parse("x", "CREATE TABLE t ()").executable().get(0);
    private static final List<Column> COLUMNS =
            List.of(new Column("id", "int4", true), new Column("name", "text", false));

    private final StringWriter messages = new StringWriter();

    private String of(SqlResults.Format format, List<List<String>> rows) {
        StringWriter out = new StringWriter();
        Page page = new Page(new PrintWriter(messages), Style.PLAIN);
        try (SqlResults results = SqlResults.of(format, new PrintWriter(out), Style.PLAIN, page, false)) {
            results.columns(SELECT, COLUMNS);
            rows.forEach(results::row);
            results.done(SELECT, rows.size());
        }
        return out.toString();
    }

    private static final List<List<String>> ROWS =
            List.of(Arrays.asList("1", "日本, \"so\"\nx"), Arrays.asList("1000", null), Arrays.asList("NaN", ""));

    @Test
    void aTableAlignsNumbersAndWideCharactersAndShowsWhatIsNotThere() {
        assertThat(of(SqlResults.Format.TABLE, ROWS)).isEqualTo("""
                 id   | name
                ------+---------------
                    1 | 日本, "so"\\nx
                 1000 | NULL
                  NaN |\s
                (3 rows)
                """);
    }

    @Test
    void whatChangedNoRowSaysSoAndWhatHasNoneToChangeDoesNot() {
        Page page = new Page(new PrintWriter(messages), Style.PLAIN);
        try (SqlResults results =
                SqlResults.of(SqlResults.Format.TABLE, new PrintWriter(new StringWriter()), Style.PLAIN, page, false)) {
            for (String text : List.of("DELETE FROM t", "update t SET a = 1", "INSERT INTO t SELECT 1 WHERE false")) {
                results.done(Script.parse("x", text).executable().get(0), 0);
            }
            results.done(CREATE, 0);
        }

        assertThat(messages.toString().lines())
                .containsExactly("DELETE: 0 rows", "UPDATE: 0 rows", "INSERT: 0 rows", "CREATE TABLE");
    }

    @Test
    void expandedRowsKeepTheirLines() {
        assertThat(of(SqlResults.Format.EXPANDED, ROWS.subList(0, 2))).isEqualTo("""
                -[ row 1 ]----
                id   | 1
                name | 日本, "so"
                     | x
                -[ row 2 ]----
                id   | 1000
                name | NULL
                (2 rows)
                """);
    }

    @Test
    void csvTellsNothingFromAnEmptyText() {
        assertThat(of(SqlResults.Format.CSV, ROWS)).isEqualTo("""
                id,name
                1,"日本, ""so""
                x"
                1000,
                NaN,""
                """);
    }

    @Test
    void jsonHasNumbersWhereTheyAreNumbers() {
        assertThat(of(SqlResults.Format.JSON, ROWS)).isEqualTo("""
                [
                { "id": 1, "name": "日本, \\"so\\"\\nx" },
                { "id": 1000, "name": null },
                { "id": "NaN", "name": "" }
                ]
                """);
        assertThat(of(SqlResults.Format.JSONL, ROWS.subList(1, 2))).isEqualTo("{\"id\":1000,\"name\":null}\n");
        assertThat(of(SqlResults.Format.JSON, List.of())).isEqualTo("[]\n");
    }

    @Test
    void onlyTheFirstRowsAreMeasuredAndNoRowIsLost() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i <= 600; i++) {
            rows.add(List.of("7", i == 600 ? "much longer than all before" : "x"));
        }

        List<String> lines = of(SqlResults.Format.TABLE, rows).lines().toList();

        assertThat(lines).hasSize(603);
        assertThat(lines.get(1)).isEqualTo("----+------");
        assertThat(lines.get(601)).isEqualTo("  7 | much longer than all before");
    }

    @Test
    void oneLongValueDoesNotBlowUpEveryRow() {
        String table = of(SqlResults.Format.TABLE, List.of(List.of("1", "x".repeat(10_000)), List.of("2", "y")));

        assertThat(table.lines().filter(line -> line.length() > 200)).hasSize(1);
    }

    @Test
    void twoColumnsOfOneNameAreTwoMembers() {
        JsonRow row = new JsonRow(List.of(
                new Column("a", "text", false), new Column("a", "text", false), new Column("a_2", "text", false)));

        assertThat(row.columns()).extracting(Column::name).containsExactly("a", "a_2", "a_2_2");
    }

    @Test
    void jsonOfTheServerIsJsonAndNotText() {
        StringWriter out = new StringWriter();
        JsonRow row = new JsonRow(List.of(new Column("a", "json", false), new Column("b", "bool", false)));

        Json.line(out, json -> row.write(json, List.of("{\n\"x\": 1}", "t")));

        assertThat(out.toString()).isEqualTo("{\"a\":{ \"x\": 1},\"b\":true}\n");
    }

    @Test
    void whatReturnsNoRowsIsSaidAmongTheMessages() {
        StringWriter out = new StringWriter();
        Page page = new Page(new PrintWriter(messages), Style.PLAIN);
        try (SqlResults results =
                SqlResults.of(SqlResults.Format.CSV, new PrintWriter(out), Style.PLAIN, page, false)) {
            results.done(CREATE, 0);
            results.noticed("NOTICE", "hello\u0007");
        }

        assertThat(out.toString()).isEmpty();
        assertThat(messages.toString().lines().toList())
                .isEqualTo(Stream.of("CREATE TABLE", "notice: hello\\x07").toList());
    }
}
