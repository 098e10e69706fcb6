package dev.belay.tui.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClipboardTest {
    @Test
    void aTextIsCutAtTheEndOfALine() {
        String lines = "a line of the log\n".repeat(5_000);

        assertThat(Clipboard.fitting(lines)).isEqualTo("a line of the log\n".repeat(70_000 / 18));
        assertThat(Clipboard.fitting("short")).isEqualTo("short");
    }

    @Test
    void bytesCountAndNoSignIsCutInTwo() {
        String one = "x" + "𝄞".repeat(30_000);

        String taken = Clipboard.fitting(one);

        assertThat(taken).isEqualTo("x" + "𝄞".repeat(17_499));
        assertThat(taken.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(70_000);
    }
}
