package dev.belay.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SystemConsoleTest {
    private static boolean unicode(Map<String, String> variables) {
        return new SystemConsole(variables, false).unicode();
    }

    @Test
    void theLocaleSaysWhichSignsThereAre() {
        assertThat(unicode(Map.of("LANG", "de_DE.UTF-8"))).isTrue();
        assertThat(unicode(Map.of("LC_ALL", "C.utf8", "LANG", "C"))).isTrue();
        assertThat(unicode(Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8"))).isFalse();
        assertThat(unicode(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "en_US.UTF-8")))
                .isTrue();
        assertThat(unicode(Map.of("LANG", "de_DE.ISO-8859-1"))).isFalse();
        assertThat(unicode(Map.of())).isFalse();
    }

    @Test
    void theLauncherKnowsTheLocaleThatItChanged() {
        assertThat(new SystemConsole(Map.of("LC_ALL", "C.UTF-8"), true).unicode())
                .isFalse();
    }

    @Test
    void theTextConsoleOfLinuxHasFewSigns() {
        assertThat(unicode(Map.of("LANG", "C.UTF-8", "TERM", "linux"))).isFalse();
    }

    @Test
    void whatIsNoTerminalShowsNoColorsAndAnswersNothing() {
        SystemConsole console = new SystemConsole(Map.of(), false);

        assertThat(console.answers()).isFalse();
        assertThat(console.showsData()).isFalse();
        assertThat(console.showsMessages()).isFalse();
    }
}
