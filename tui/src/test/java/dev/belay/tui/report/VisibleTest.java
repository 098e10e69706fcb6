package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VisibleTest {
    @Test
    void harmlessTextStaysAsItIs() {
        String text = "Grüße, 日本 🎉 ~";

        assertThat(Visible.line(text)).isEqualTo(text);
        assertThat(Visible.block("a\tb\nc")).isEqualTo("a\tb\nc");
    }

    @Test
    void nothingCanSteerTheTerminal() {
        assertThat(Visible.line("\u001b[2J\u0007\u0000\u007f")).isEqualTo("\\x1b[2J\\x07\\x00\\x7f");
        assertThat(Visible.line("\u009b31m")).isEqualTo("\\x9b31m");
        assertThat(Visible.block("a\r\nb")).isEqualTo("a\\r\nb");
    }

    @Test
    void nothingCanChangeTheOrderInWhichOneReads() {
        assertThat(Visible.line("user\u202e gpj.exe")).isEqualTo("user\\u202e gpj.exe");
        assertThat(Visible.line("a\u2028b\u200bc")).isEqualTo("a\\u2028b\\u200bc");
    }

    @Test
    void halfACharacterIsShownAsOne() {
        assertThat(Visible.line("x\ud83d")).isEqualTo("x\\ud83d");
    }

    @Test
    void aLineStaysOneLine() {
        assertThat(Visible.line("a\nb\tc")).isEqualTo("a\\nb\\tc");
    }
}
