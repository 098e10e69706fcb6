package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class ToldTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream told = new PrintStream(new Told(screen), true, UTF_8);

    private String screen() {
        return screen.toString(UTF_8);
    }

    @Test
    void ourPageStandsForTheListOfAllPages() {
        told.println("|  No commands or subjects start with the provided argument: belay");
        told.println("|  Type a Java language expression, statement, or declaration.");

        assertThat(screen()).isEqualTo(Help.TEXT);
    }

    @Test
    void anErrorOfOursIsOneLine() {
        told.println("|  Exception belay: no such table");
        told.println("|  Exception java.lang.IllegalStateException: x");

        assertThat(screen()).isEqualTo("|  belay: no such table\n|  Exception java.lang.IllegalStateException: x\n");
    }

    @Test
    void aPartOfALineDoesNotWait() {
        told.print("jshell> ");
        told.flush();

        assertThat(screen()).isEqualTo("jshell> ");
    }
}
