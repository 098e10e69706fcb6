package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import org.junit.jupiter.api.Test;

final class ExcerptTest {
    private static Statement statement(String sql) {
        return Script.parse("file.sql", sql).executable().get(0);
    }

    @Test
    void theCaretStandsBelowThePlace() {
        Statement statement = statement("CREATE TABLE t (\n\tid 日本,\n  name nosuch\n);");
        int position = statement.sql().indexOf("nosuch") + 1;

        Excerpt excerpt = Excerpt.of(statement, position).orElseThrow();

        assertThat(Sheet.plain(page -> excerpt.print(page, 3))).isEqualTo("""
                  3 |   name nosuch
                    |        ^
                """);
    }

    @Test
    void tabsAndWideCharactersDoNotMoveTheCaret() {
        Statement statement = statement("SELECT\n\t'日本', nosuch");
        int position = statement.sql().codePointCount(0, statement.sql().indexOf("nosuch")) + 1;

        Excerpt excerpt = Excerpt.of(statement, position).orElseThrow();

        assertThat(Sheet.plain(page -> excerpt.print(page, 12))).isEqualTo("""
                  12 |     '日本', nosuch
                     |             ^
                """);
    }

    @Test
    void aPositionOutsideTheStatementPointsNowhere() {
        assertThat(Excerpt.of(statement("SELECT 1"), 0)).isEmpty();
        assertThat(Excerpt.of(statement("SELECT 1"), 100)).isEmpty();
        assertThat(Excerpt.of(statement("SELECT 1"), 9)).contains(new Excerpt("SELECT 1", 8));
    }

    @Test
    void aFileWithoutLineEndsIsCutAroundThePlace() {
        Statement statement = statement("SELECT " + "1, ".repeat(10_000) + "nosuch");

        Excerpt excerpt =
                Excerpt.of(statement, statement.sql().indexOf("nosuch") + 1).orElseThrow();

        assertThat(excerpt.line()).hasSizeLessThan(200).endsWith("nosuch");
        assertThat(excerpt.line().substring(excerpt.column())).isEqualTo("nosuch");
    }
}
