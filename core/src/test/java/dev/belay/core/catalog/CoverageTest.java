package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@ServerTest
final class CoverageTest {
    private static final Path QUERIES =
            Path.of(System.getProperty("belay.root"), "core/src/main/resources/dev/belay/core/catalog");

    /** A catalog that a later PostgreSQL adds turns this red: read it, or say why not. */
    @EveryMajor
    void everyTableOfTheServerIsReadOrLeftOutForAReason(TestDatabase database) {
        List<String> catalogs = database.query("""
                SELECT relname FROM pg_class
                WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r' ORDER BY 1
                """);

        assertThat(catalogs).hasSizeGreaterThan(50).allMatch(Coverage::knows);
    }

    /** Nothing is called covered that no query asks for. */
    @Test
    void everyTableThatCountsAsReadIsInAQuery() throws IOException {
        String all;
        try (Stream<Path> files = Files.list(QUERIES)) {
            all = files.filter(file -> file.toString().endsWith(".sql"))
                    .map(CoverageTest::text)
                    .collect(Collectors.joining("\n"));
        }

        assertThat(new TreeSet<>(Coverage.READ))
                .allSatisfy(catalog -> assertThat(asked(all, catalog))
                        .as("%s is asked for by a query", catalog)
                        .isTrue());
    }

    /** A query is sent as it is, and a database in another encoding cannot take every letter, not even in a comment. */
    @Test
    void everyQueryIsPlainAscii() throws IOException {
        try (Stream<Path> files = Files.list(QUERIES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".sql")))
                    .hasSizeGreaterThan(50)
                    .allMatch(file -> text(file).chars().allMatch(letter -> letter < 128));
        }
    }

    /** Some are asked through a view or a function of the server, because few may read them or their text is enough. */
    private static boolean asked(String queries, String catalog) {
        return switch (catalog) {
            case "pg_user_mapping" -> queries.contains("FROM pg_catalog.pg_user_mappings");
            case "pg_partitioned_table" -> queries.contains("pg_catalog.pg_get_partkeydef(");
            case "pg_shdescription" -> queries.contains("pg_catalog.shobj_description(");
            default -> queries.matches("(?s).*\\b(FROM|JOIN)\\s+(pg_catalog\\.)" + catalog + "\\b.*");
        };
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
