package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.report.Progress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class ArgumentTest {
    private final Flag dry = new Flag("-d,--dry", "Nothing is run.");
    private final Argument<String> name = Argument.option("--name", "NAME", "A name.");
    private final Argument<Integer> limit =
            Argument.number("--limit", "N", "How many.").orElse(50);
    private final Argument<Path> file = Argument.path("-o,--output", "FILE", "Where to.");
    private final Argument<Progress.Mode> how = Argument.oneOf(Progress.Mode.class, "--how", "HOW", "In which way.");
    private final Argument<List<String>> tables = Argument.options("--table", "PATTERN", "Which tables.");
    private final Argument<String> version = Argument.optionalOperand("VERSION", "Which one.");

    private void read(String... words) {
        CommandSpec command = Syntax.of(() -> 0, "try", "Try it.")
                .with(dry, name, limit, file, how, tables, version)
                .spec();
        new CommandLine(command).parseArgs(words);
    }

    @Test
    void whatWasTypedIsGiven() {
        read("-d", "--name=x", "--limit", "3", "--output", "a/b", "--how=plain", "--table=a", "--table=b", "7");

        assertThat(dry.given()).isTrue();
        assertThat(name.given()).contains("x");
        assertThat(limit.value()).isEqualTo(3);
        assertThat(file.given()).contains(Path.of("a/b"));
        assertThat(how.given()).contains(Progress.Mode.PLAIN);
        assertThat(tables.value()).containsExactly("a", "b");
        assertThat(version.given()).contains("7");
    }

    @Test
    void whatWasNotTypedIsEmptyOrItsDefault() {
        read();

        assertThat(dry.given()).isFalse();
        assertThat(name.given()).isEmpty();
        assertThat(limit.value()).isEqualTo(50);
        assertThat(tables.value()).isEmpty();
        assertThat(version.given()).isEmpty();
    }

    @Test
    void anEmptyTextIsATextAndNotNothing() {
        read("--name", "", "");

        assertThat(name.given()).contains("");
        assertThat(version.given()).contains("");
    }

    @Test
    void eachCommandLineStartsAnew() {
        read("-d", "--name=x", "--table=a");
        read("--table=b");

        assertThat(dry.given()).isFalse();
        assertThat(name.given()).isEmpty();
        assertThat(tables.value()).containsExactly("b");
    }
}
