package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WidthTest {
    @ParameterizedTest
    @CsvSource({"abc,3", "'',0", "äöü,3", "日本,4", "한국,4", "🎉,2", "e\u0301,1", "✓ ok,4", "ｗ,2", "✅,2"})
    void isCountedInCellsOfTheTerminal(String text, int cells) {
        assertThat(Width.of(text)).isEqualTo(cells);
    }

    @Test
    void aCutSaysThatItIsOneAndNeverSplitsACharacter() {
        Style ascii = new Style(false, false);

        assertThat(Width.cut("abcdef", 6, Style.PLAIN)).isEqualTo("abcdef");
        assertThat(Width.cut("abcdef", 5, Style.PLAIN)).isEqualTo("abcd…");
        assertThat(Width.cut("日本語", 4, Style.PLAIN)).isEqualTo("日…");
        assertThat(Width.cut("abcdef", 5, ascii)).isEqualTo("ab...");
        assertThat(Width.cut("abcdef", 2, ascii)).isEqualTo("ab");
    }
}
