package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {
    @Test
    void columnsAreAsWideAsTheyMustBe() {
        Table table = new Table("name", "n", "note");
        table.row("日本", "1", "");
        table.row("a", "1000", "x\u001b[31m");

        assertThat(Sheet.plain(table::print)).isEqualTo("""
                name  n     note
                日本  1
                a     1000  x\\x1b[31m
                """);
    }

    @Test
    void aColumnThatIsEmptyEverywhereIsLeftOut() {
        Table table = new Table("a", "b", "c");
        table.row("1", "", "3");
        table.row("4", "", "6");

        assertThat(Sheet.plain(table::print)).isEqualTo("a  c\n1  3\n4  6\n");
    }

    @Test
    void colorsDoNotChangeTheWidth() {
        Table table = new Table("a", "b");
        table.row(new Table.Cell("x", Tone.BAD), Table.Cell.of("y"));
        table.row("long", "z");

        assertThat(Sheet.with(new Style(true, true), table::print)).isEqualTo("""
                \u001b[2ma\u001b[0m     \u001b[2mb\u001b[0m
                \u001b[31mx\u001b[0m     y
                long  z
                """);
    }
}
