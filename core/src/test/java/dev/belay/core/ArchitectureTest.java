package dev.belay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.belay.testing.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole package map. A new edge shows up here, in the diff, where it can be argued about. */
final class ArchitectureTest {
    private static final String CORE = "dev.belay.core";
    private static final Pattern PRINTS_OR_EXITS = Pattern.compile("System\\.(out|err|exit)\\b|printStackTrace\\(\\)");

    @Test
    void packagesUseExactlyTheseNeighbours() {
        assertThat(Architecture.edges(System.getProperty("belay.classes")))
                .containsOnly(
                        uses("activity", "db"),
                        uses("apply", "", "activity", "convention", "db", "history", "migration", "script"),
                        uses("catalog", "", "db", "script"),
                        uses("config", "", "db", "yaml"),
                        uses("content", "db"),
                        uses("convention", "", "db", "history", "migration", "script"),
                        uses("db", ""),
                        uses("doctor", "", "db"),
                        uses("history", "", "db", "migration"),
                        uses("migration", "script"),
                        uses("script", ""),
                        uses("yaml", ""));
    }

    @Test
    void coreNeverPrintsAndNeverEndsTheProcess() throws IOException {
        Path sources = Path.of(System.getProperty("belay.root"), "core", "src", "main", "java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(java).hasSizeGreaterThan(50);
            assertThat(java)
                    .noneMatch(file -> PRINTS_OR_EXITS.matcher(text(file)).find());
        }
    }

    /** A package of core, and the packages of core that it uses; "" is core itself. */
    private static Map.Entry<String, Set<String>> uses(String name, String... neighbours) {
        return entry(
                CORE + "." + name,
                Stream.of(neighbours)
                        .map(neighbour -> neighbour.isEmpty() ? CORE : CORE + "." + neighbour)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
