package dev.belay.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ColorsTest {
    @Test
    void theEnvironmentSaysHowManyThereAre() {
        assertThat(Colors.of(Map.of("TERM", "xterm-256color"))).isEqualTo(Colors.MANY);
        assertThat(Colors.of(Map.of("TERM", "xterm", "COLORTERM", "truecolor"))).isEqualTo(Colors.MANY);
        assertThat(Colors.of(Map.of("TERM", "xterm"))).isEqualTo(Colors.SIXTEEN);
        assertThat(Colors.of(Map.of("TERM", "vt100"))).isEqualTo(Colors.NONE);
        assertThat(Colors.of(Map.of("TERM", "xterm-256color", "NO_COLOR", "1"))).isEqualTo(Colors.NONE);
        assertThat(Colors.of(Map.of("TERM", "xterm-256color", "NO_COLOR", ""))).isEqualTo(Colors.MANY);
    }
}
