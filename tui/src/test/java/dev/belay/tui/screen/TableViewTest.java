package dev.belay.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TableViewTest {
    private record Row(int id, String name) {}

    private final TableView<Row> table = new TableView<>(
            Row::id,
            List.of(
                    Column.of("NAME", 0, Row::name),
                    Column.number("ID", 6, row -> String.valueOf(row.id()), Comparator.comparing(Row::id))));

    private static List<Row> rows(int... ids) {
        return IntStream.of(ids).mapToObj(id -> new Row(id, "row" + id)).toList();
    }

    private String drawn() {
        return new Sheet(24, 4).draw(canvas -> table.draw(canvas, true)).text();
    }

    @Test
    void namesAreAtTheLeftAndNumbersAtTheRight() {
        table.rows(rows(7, 12));

        assertThat(drawn()).isEqualTo(" NAME                ID\n row7                 7\n row12               12\n\n");
    }

    @Test
    void whatIsSelectedStaysInSight() {
        table.rows(rows(IntStream.range(0, 100).toArray()));

        table.take("end");
        assertThat(drawn()).contains("row97", "row99").doesNotContain("row96");
        table.take("home");
        assertThat(drawn()).contains("row0", "row2").doesNotContain("row3");
        table.take("pgdn");
        assertThat(table.selected()).contains(new Row(3, "row3"));
    }

    @Test
    void theSelectedRowStaysSelectedWhenItMoves() {
        table.rows(rows(1, 2, 3));
        table.take("down");

        table.rows(rows(5, 1, 9, 2, 3));

        assertThat(table.selected()).contains(new Row(2, "row2"));
    }

    @Test
    void itBeginsWithTheRowThatIsMeantUntilSomebodyMoves() {
        table.beginningWith(all -> all.stream().filter(row -> row.id() > 2).findFirst());
        table.rows(rows(1, 2, 3, 4));
        assertThat(table.selected()).contains(new Row(3, "row3"));

        table.rows(rows(1, 2, 4));
        assertThat(table.selected()).contains(new Row(4, "row4"));

        table.take("up");
        table.rows(rows(1, 2, 3));
        assertThat(table.selected()).contains(new Row(2, "row2"));
    }

    @Test
    void itSaysHowFarItIsWhereNotAllIsInSight() {
        ListAndDetail<Row> list = new ListAndDetail<>(table);
        table.rows(rows(IntStream.rangeClosed(1, 9).toArray()));
        Sheet sheet = new Sheet(24, 12);

        assertThat(sheet.draw(canvas -> list.draw(canvas, "Rows", "", "", List.of()))
                        .text())
                .contains(" 3/9 ");
        table.take("end");
        assertThat(sheet.draw(canvas -> list.draw(canvas, "Rows", "", "", List.of()))
                        .text())
                .contains(" 9/9 ");
        table.filter("row1");
        assertThat(sheet.draw(canvas -> list.draw(canvas, "Rows", "", "", List.of()))
                        .text())
                .doesNotContain("1/1");
    }

    @Test
    void aRowThatIsAwaitedIsSelectedWhenItComesUnlessSomebodyMoves() {
        table.rows(rows(1, 2));
        table.filter("row1");
        table.await(row -> row.id() == 9);
        assertThat(table.filter()).isEmpty();

        table.rows(rows(1, 2, 9));
        assertThat(table.selected()).contains(new Row(9, "row9"));

        table.await(row -> row.id() == 10);
        table.take("home");
        table.rows(rows(1, 2, 9, 10));
        assertThat(table.selected()).contains(new Row(1, "row1"));
    }

    @Test
    void aFilterShowsRowsWithATextInAnyColumn() {
        table.rows(rows(1, 12, 21, 30));

        table.filter("ROW1");
        assertThat(table.rows()).containsExactlyElementsOf(rows(1, 12));
        table.filter("!1");
        assertThat(table.rows()).containsExactlyElementsOf(rows(30));
        table.filter("nothing");
        assertThat(table.selected()).isEmpty();
        assertThat(drawn()).contains("NAME");
        table.filter("");
        assertThat(table.rows()).hasSize(4);
    }

    @Test
    void sortsByOneColumnAfterTheOther() {
        table.rows(rows(2, 10, 1));

        table.sortByNext();
        assertThat(table.rows()).containsExactlyElementsOf(rows(1, 10, 2));
        table.sortByNext();
        assertThat(table.rows()).containsExactlyElementsOf(rows(1, 2, 10));
        table.reverse();
        assertThat(table.rows()).containsExactlyElementsOf(rows(10, 2, 1));
        assertThat(table.order()).isEqualTo("id, descending");
        table.sortByNext();
        table.reverse();
        assertThat(table.rows()).containsExactlyElementsOf(rows(2, 10, 1));
    }

    @Test
    void onlyRowsInSightAreLookedAt() {
        List<String> asked = new ArrayList<>();
        TableView<Row> big = new TableView<>(Row::id, List.of(Column.of("NAME", 0, row -> {
            asked.add(row.name());
            return row.name();
        })));
        big.rows(rows(IntStream.range(0, 5_000).toArray()));

        new Sheet(24, 10).draw(canvas -> big.draw(canvas, true));

        assertThat(asked).hasSize(9);
    }

    @Test
    void csvQuotesWhatHasToBe() {
        table.rows(List.of(new Row(1, "a \"b\", c"), new Row(2, "d")));

        assertThat(table.csv()).isEqualTo("NAME,ID\n\"a \"\"b\"\", c\",1\nd,2\n");
    }

    @Test
    void aPressOnAHeadSortsByItAndTheOtherWayRoundAtTheNext() {
        table.rows(rows(7, 12));
        drawn();

        table.press(20, 0);
        assertThat(drawn()).contains("ID^").containsSubsequence("row7", "row12");
        table.press(20, 0);
        assertThat(drawn()).contains("IDv").containsSubsequence("row12", "row7");
        table.press(2, 0);
        assertThat(table.order()).isEqualTo("name");
        assertThat(table.press(2, 9)).isFalse();
    }
}
