package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Cockpit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/tui-capabilities.md says is there: each screen, each key with its label, and each test. */
final class CapabilitiesTest {
    private static final Path ROOT = Path.of(System.getProperty("belay.root", ".."));

    @TempDir
    private Path folder;

    /** A row of the table. */
    private record Row(String capability, String screen, String key, String test) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/tui-capabilities.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| capability"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> new Row(cells[1], cells[2], cells[3], cells[4].replace("`", "")))
                .toList();
    }

    @Test
    void eachKeyIsThatOfAnActionOfItsScreen() throws IOException {
        try (Rig rig = Rig.of(folder, "postgresql://nobody@127.0.0.1:9/none").open()) {
            assertThat(rows()).hasSizeGreaterThan(40).allSatisfy(row -> {
                List<String> keys = keys(rig.cockpit(), row.screen());
                assertThat(keys).as(row.screen()).isNotEmpty();
                if (!row.key().isEmpty()) {
                    assertThat(keys).as(row.capability()).contains(row.key());
                }
            });
        }
    }

    @Test
    void everyKeyThatChangesSomethingIsInTheTable() throws IOException {
        List<String> named = rows().stream().map(Row::key).toList();
        try (Rig rig = Rig.of(folder, "postgresql://nobody@127.0.0.1:9/none").open()) {
            assertThat(rig.cockpit().views().stream()
                            .flatMap(view -> view.actions().stream())
                            .filter(action -> action.effect() != Action.Effect.LOOK)
                            .filter(action -> !action.key().isEmpty())
                            .map(CapabilitiesTest::shown))
                    .isSubsetOf(named);
        }
    }

    @Test
    void eachTestIsThere() throws IOException {
        for (Row row : rows()) {
            String[] name = row.test().split("\\.", 2);
            try (Stream<Path> files = Files.walk(ROOT.resolve("tui/src/test/java/dev/belay/tui"))) {
                Path file = files.filter(path -> path.endsWith(name[0] + ".java"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + row));
                assertThat(Files.readString(file)).as(row.capability()).contains("void " + name[1] + "(");
            }
        }
    }

    private static List<String> keys(Cockpit cockpit, String screen) {
        Stream<Action> own = cockpit.views().stream()
                .filter(view -> view.name().equals(screen))
                .flatMap(view -> view.actions().stream());
        boolean known = screen.equals("every")
                || cockpit.views().stream().anyMatch(view -> view.name().equals(screen));
        return known
                ? Stream.concat(own, cockpit.everywhere().stream())
                        .map(CapabilitiesTest::shown)
                        .toList()
                : List.of();
    }

    private static String shown(Action action) {
        return "`" + action.key() + "` " + action.label();
    }
}
