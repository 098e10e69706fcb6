package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.TocEntry;
import dev.belay.testing.Corpora;
import dev.belay.testing.InstalledServer;
import dev.belay.testing.StockDump;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Our table of contents and that of stock pg_dump have the same entries, each in the same section. */
@Tag("server")
final class StockContentsTest {
    /** Kinds that can be written in several ways, or whose owner follows from elsewhere. */
    private static final Set<String> OTHER_WORDS = Set.of(
            "DEFAULT ACL",
            "OPERATOR",
            "PUBLICATION TABLES IN SCHEMA",
            "ROW SECURITY",
            "SEQUENCE",
            "TABLE",
            "TRANSFORM",
            "TYPE",
            "VIEW");

    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicTest> everyEntryOfPgDumpIsOneOfOurs() throws IOException {
        List<Path> dumps = Corpora.dumps();
        Assumptions.assumeFalse(dumps.isEmpty(), "gate not run: no corpora beside the repository");
        Optional<TestServer> server = InstalledServer.of(Stock.MAJOR);
        Assumptions.assumeTrue(server.isPresent(), "gate not run: PostgreSQL 15 is not installed");
        return dumps.stream()
                .map(dump -> DynamicTest.dynamicTest(
                        dump.getFileName().toString(), () -> compare(server.orElseThrow(), dump)));
    }

    private void compare(TestServer server, Path dump) throws IOException {
        try (TestDatabase source = server.createDatabase()) {
            StockDump.load(source, Corpora.text(dump));
            Path stock = scratch.resolve(source.name());
            Stock.run("pg_dump", "-Fd", "-f", stock.toString(), "-d", source.url());
            BackupResult ours = new Backup(Stock.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                    .to(new FolderStorage(scratch));

            Map<String, String> expected = entries(stock);
            Map<String, String> found = entries(scratch.resolve(ours.archive()));

            assertThat(expected).hasSizeGreaterThan(50);
            assertThat(without(expected, found)).as("pg_dump has").isEmpty();
            assertThat(without(found, expected)).as("we have").isEmpty();
        }
    }

    private static List<String> without(Map<String, String> all, Map<String, String> known) {
        return all.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(known.get(entry.getKey())))
                .map(entry -> entry.getKey() + ": " + entry.getValue() + " <> " + known.get(entry.getKey()))
                .toList();
    }

    private static Map<String, String> entries(Path archive) {
        Map<String, String> entries = new TreeMap<>();
        for (TocEntry entry : ArchiveReader.open(archive).toc().entries()) {
            // A view that was made of nothing first is replaced by a rule there, and as a view here. A default that
            // could stand in the table does so here.
            boolean elsewhere = entry.tag().endsWith(" _RETURN")
                    || entry.kind().equals("DEFAULT")
                    || (entry.kind().equals("VIEW") && entry.section() == Section.POST_DATA);
            if (!elsewhere) {
                entries.merge(key(entry), value(entry), (one, other) -> one.equals(other) ? one : one + "\n" + other);
            }
        }
        return entries;
    }

    private static String key(TocEntry entry) {
        String schema =
                entry.kind().startsWith("PUBLICATION ") ? "" : entry.schema().orElse("-");
        return entry.kind() + " " + schema + " " + entry.tag() + " " + entry.section();
    }

    private static String value(TocEntry entry) {
        String storage = " | " + entry.tablespace() + entry.accessMethod();
        return OTHER_WORDS.contains(entry.kind())
                ? storage
                : plain(entry.definition()) + " | " + plain(entry.copy()) + " | "
                        + entry.owner().orElse("") + storage;
    }

    /** The words of it, but for those that one may write or leave out. */
    private static String plain(Optional<String> sql) {
        return Stream.of(sql.orElse("")
                        .toLowerCase(Locale.ROOT)
                        .replace("alter table only ", "alter table ")
                        .replaceAll("[\"']", "")
                        .replaceAll("\\bno (min|max)value\\b", "")
                        .replaceAll("\\$[a-z_]*\\$", "")
                        .split("[\\s(),]+"))
                .filter(word -> !word.isEmpty())
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
