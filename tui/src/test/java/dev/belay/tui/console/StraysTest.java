package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StraysTest {
    @Test
    void whatIsPrintedIsALineForTheScreenAndNoDirtOnIt() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        List<String> lines = new ArrayList<>();

        try (Strays strays = Strays.caught(lines::add)) {
            System.out.print("half a li");
            System.out.println("ne \u4f5c");
            System.err.println("an error");
            System.out.print("never ended");
        }

        assertThat(lines).containsExactly("half a line \u4f5c", "an error");
        assertThat(System.out).isSameAs(out);
        assertThat(System.err).isSameAs(err);
    }
}
