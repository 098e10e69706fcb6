package dev.belay.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.terminal.Colors;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TextViewTest {
    private final TextView view = new TextView();

    private String drawn(Sheet sheet) {
        return sheet.draw(view::draw).text();
    }

    private static List<Line> numbered(int lines) {
        return IntStream.range(0, lines).mapToObj(i -> Line.of("line " + i)).toList();
    }

    @Test
    void linesAreShiftedByCellsSoThatColumnsStayBelowEachOther() {
        view.show(List.of(
                Line.of("12345678|right"),
                Line.of("日本語の").and("|right"),
                Line.of("1日本語9").and("|right"),
                Line.of("1234567日|right")));

        view.take("right");

        assertThat(drawn(new Sheet(20, 4))).isEqualTo("|right\n|right\n|right\n |right\n");
    }

    @Test
    void inAsciiWhereEverySignIsOneCellToo() {
        view.show(List.of(Line.of("12345678|right"), Line.of("日本語の5678|right")));

        view.take("right");

        assertThat(drawn(new Sheet(20, 2, false, Colors.NONE))).isEqualTo("|right\n|right\n");
    }

    @Test
    void whatGrowsIsFollowedUntilSomebodyScrollsUp() {
        Sheet sheet = new Sheet(20, 3);
        view.follow(numbered(5));
        assertThat(drawn(sheet)).contains("line 4");

        view.take("up");
        view.follow(numbered(9));
        assertThat(drawn(sheet)).contains("line 1").doesNotContain("line 8");

        view.take("end");
        view.follow(numbered(20));
        assertThat(drawn(sheet)).contains("line 19");
    }
}
