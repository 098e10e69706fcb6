package dev.belay.core.script;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class CorpusTest {
    @Test
    void everyScriptOfThisRepositoryIsCutWithoutLoss() throws IOException {
        List<Path> scripts = scripts();
        Assumptions.assumeFalse(scripts.isEmpty(), "the repository holds no .sql file yet");

        for (Path file : scripts) {
            assertJoins(file, Files.readString(file));
        }
    }

    @Test
    void everyDumpOfARealDatabaseIsCutWithoutLoss() throws IOException {
        List<Path> dumps = Corpora.dumps();
        Assumptions.assumeFalse(dumps.isEmpty(), "no corpora beside the repository");

        for (Path file : dumps) {
            Script script = assertJoins(file, Corpora.text(file));
            assertThat(script.shape()).as("%s", file).isIn(Shape.ONE_TRANSACTION, Shape.SEVERAL);
            assertThat(script.executable()).as("%s", file).hasSizeGreaterThan(40);
        }
    }

    /** Those among the test resources may be wrong on purpose. */
    private static List<Path> scripts() throws IOException {
        Path root = Path.of(System.getProperty("belay.root"));
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .filter(file -> Stream.of("target", "test", ".git")
                            .noneMatch(folder -> ("/" + root.relativize(file)).contains("/" + folder + "/")))
                    .toList();
        }
    }

    private static Script assertJoins(Path file, String text) {
        Script script = Script.parse(file.toString(), text);
        assertThat(script.statements().stream().map(Statement::text).collect(joining()))
                .as("%s", file)
                .isEqualTo(text);
        return script;
    }
}
