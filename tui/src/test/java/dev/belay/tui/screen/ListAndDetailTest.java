package dev.belay.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.terminal.Input;
import dev.belay.tui.terminal.Input.Gesture;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ListAndDetailTest {
    private static final int COLUMN = 5;

    private final ListAndDetail<String> both =
            new ListAndDetail<>(new TableView<>(row -> row, List.of(Column.of("NAME", 0, row -> row))));

    private String drawn() {
        List<Line> lines =
                IntStream.range(0, 50).mapToObj(i -> Line.of("line " + i)).toList();
        return new Sheet(60, 20)
                .draw(canvas -> both.draw(canvas, "List", "same", "Detail", lines))
                .text();
    }

    private void act(Gesture gesture, int row) {
        drawn();
        both.press(new Input.Mouse(gesture, COLUMN, row));
    }

    @Test
    void theWheelMovesWhatIsUnderIt() {
        both.table().rows(List.of("a", "b", "c", "d", "e"));

        act(Gesture.WHEEL_DOWN, 3);
        assertThat(both.selected()).contains("d");
        act(Gesture.WHEEL_DOWN, 15);
        assertThat(both.selected()).contains("d");
        assertThat(drawn()).contains("line 3").doesNotContain("line 2 ", "line 2\n");
        act(Gesture.WHEEL_UP, 3);
        assertThat(both.selected()).contains("a");
    }

    @Test
    void keysGoWhereTheMouseWasPressed() {
        both.table().rows(List.of("a", "b"));

        act(Gesture.PRESS, 15);
        both.take("down");
        assertThat(both.selected()).contains("a");
        act(Gesture.PRESS, 2);
        both.take("down");
        assertThat(both.selected()).contains("b");
    }
}
