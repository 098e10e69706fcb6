package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is printed for others to type has to be one that Belay understands. */
final class DocumentedCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("belay.root"));

    /** In a block of code: one that is fenced, or stands four columns in. */
    private static final Pattern COMMAND = Pattern.compile("^ {0,4}(?:[A-Z_]+=\\S+ +)*belay ([^|]*?)(?: +#.*)?$");

    /** Synopses, the prompt of the shell, and the first line of a snapshot. */
    private static final Pattern NO_COMMAND = Pattern.compile("VERB|.*\\[|dev> |schema snapshot");

    @TempDir
    private Path folder;

    @Test
    void everyCommandInTheDocumentationCanBeParsed() throws IOException {
        List<String> commands = commands();

        assertThat(commands).hasSizeGreaterThan(80);
        assertThat(commands)
                .allSatisfy(command -> assertThatCode(() -> CommandLines.parse(folder, command))
                        .as("belay " + command)
                        .doesNotThrowAnyException());
    }

    private static List<String> commands() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : pages()) {
            boolean fenced = false;
            for (String line : lines(page)) {
                fenced ^= line.startsWith("```");
                Matcher command = COMMAND.matcher(line);
                if ((fenced || line.startsWith("    "))
                        && command.matches()
                        && !NO_COMMAND.matcher(command.group(1)).lookingAt()) {
                    found.add(command.group(1));
                }
            }
        }
        return found;
    }

    /** With those joined that end in a backslash. */
    private static List<String> lines(Path page) throws IOException {
        return Files.readString(page).replace("\\\n", " ").lines().toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> examples = Files.walk(ROOT.resolve("examples"))) {
            return Stream.of(Stream.of(ROOT.resolve("README.md")), docs, examples)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
