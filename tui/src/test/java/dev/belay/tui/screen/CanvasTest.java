package dev.belay.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.terminal.Colors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CanvasTest {
    private static final List<Ink> INKS = List.of(Ink.values());

    private static String drawn(String text, int columns) {
        return new Sheet(columns, 1)
                .draw(canvas -> canvas.put(0, 0, Ink.NORMAL, text))
                .text()
                .stripTrailing();
    }

    @Test
    void noTextSteersTheTerminal() {
        assertThat(drawn("a\033[2Jb\nc\u009b1md\u202ee", 40)).isEqualTo("a·[2Jb·c·1md·e");
    }

    @Test
    void whatHasNoCertainWidthTakesOneCell() {
        assertThat(drawn("a😀b\u2705c", 40)).isEqualTo("a·b·c");
        assertThat(drawn("e\u0301!", 40)).isEqualTo("é!");
    }

    @Test
    void wideSignsTakeTwoCellsAndAreNeverHalved() {
        assertThat(drawn("日本語x", 40)).isEqualTo("日本語x");
        assertThat(drawn("日本語x", 6)).isEqualTo("日本…");
        assertThat(drawn("日本語x", 5)).isEqualTo("日本…");
        assertThat(drawn("日本語x", 4)).isEqualTo("日…");
    }

    @Test
    void whatDoesNotFitIsCutWithASignThatSaysSo() {
        assertThat(drawn("abcdef", 6)).isEqualTo("abcdef");
        assertThat(drawn("abcdefg", 6)).isEqualTo("abcde…");
        Sheet ascii = new Sheet(6, 1, false, Colors.NONE);
        assertThat(ascii.draw(canvas -> canvas.put(0, 0, Ink.NORMAL, "abcdefg")).text())
                .isEqualTo("abcde~\n");
    }

    @Test
    void aPartIsNeverLeft() {
        Sheet sheet = new Sheet(10, 3);

        sheet.draw(canvas -> canvas.part(2, 1, 4, 1).put(0, 0, Ink.NORMAL, "much too long"));
        sheet.draw(canvas -> canvas.part(2, 1, 4, 1).put(0, 5, Ink.NORMAL, "below"));

        assertThat(sheet.text()).isEqualTo("\n  muc…\n\n");
    }

    @Test
    void boxesAreDrawnInAsciiWhereThereIsNothingElse() {
        Sheet sheet = new Sheet(12, 3, false, Colors.NONE);

        sheet.draw(canvas -> canvas.box("Name", false).put(0, 0, Ink.NORMAL, "in"));

        assertThat(sheet.text()).isEqualTo("+- Name ---+\n|in        |\n+----------+\n");
    }

    @Test
    void withoutColorsNothingHasOne() {
        Sheet sheet = new Sheet(20, 20, true, Colors.NONE);

        sheet.draw(canvas -> {
            for (int y = 0; y < INKS.size(); y++) {
                canvas.put(0, y, INKS.get(y), "text", INKS.get(y) == Ink.BAD);
            }
        });

        assertThat(sheet.colored()).isFalse();
        assertThat(sheet.reversed(0, INKS.indexOf(Ink.BAD))).isTrue();
        assertThat(sheet.reversed(0, INKS.indexOf(Ink.NORMAL))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Colors.class)
    void everyInkHasALook(Colors colors) {
        Sheet sheet = new Sheet(20, 20, true, colors);

        sheet.draw(canvas -> {
            for (int y = 0; y < INKS.size(); y++) {
                canvas.put(0, y, INKS.get(y), INKS.get(y).name(), y % 2 == 0);
            }
        });

        for (Ink ink : Ink.values()) {
            assertThat(sheet.text()).contains(ink.name());
        }
    }
}
