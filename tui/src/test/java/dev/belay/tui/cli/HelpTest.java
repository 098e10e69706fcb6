package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

final class HelpTest {
    /** They only print, and cannot fail. */
    private static final Set<String> SIMPLE = Set.of("completion", "help");

    @TempDir
    private static Path folder;

    static Stream<Verb> verbs() {
        return Main.verbs(new Desk(folder).station()).stream();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void theHelpListsTheExitCodesAndFitsTheScreen(Verb verb) {
        Desk.Seen seen = new Desk(folder).run(verb.name(), "--help");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(seen.out().contains("\nExit codes:\n  0 ")).isEqualTo(!SIMPLE.contains(verb.name()));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void theDocumentationKnowsEveryVerbAndOption(Verb verb) throws IOException {
        String page = Files.readString(Path.of(System.getProperty("belay.root"), "docs", "cli.md"));
        List<OptionSpec> options =
                new CommandLine(verb.command().get()).getCommandSpec().options();

        assertThat(page).contains("`" + verb.name());
        assertThat(options)
                .allSatisfy(option -> assertThat(page)
                        .containsAnyOf(
                                option.longestName(), option.longestName().replaceFirst("^--", "--no-")));
    }

    @Test
    void everyVerbThatChangesSomethingCanBeConfirmed() {
        Set<String> changing = Set.of(
                "up",
                "down",
                "redo",
                "resolve",
                "repair",
                "baseline",
                "adopt",
                "seed",
                "reset",
                "sql",
                "run",
                "shell",
                "restore");

        assertThat(verbs().filter(verb -> new CommandLine(verb.command().get())
                        .getCommandSpec()
                        .optionsMap()
                        .containsKey("--confirm")))
                .extracting(Verb::name)
                .containsExactlyInAnyOrderElementsOf(changing);
    }
}
