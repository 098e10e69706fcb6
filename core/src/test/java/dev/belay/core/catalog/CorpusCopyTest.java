package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.Corpora;
import dev.belay.testing.InstalledServer;
import dev.belay.testing.StockDump;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Real databases: what {@code pg_dump} says of the copy is what it says of the original, to the last byte. */
@Tag("server")
final class CorpusCopyTest {
    private static final int MAJOR = 15;

    @TestFactory
    Stream<DynamicTest> everyRealDatabaseIsCopiedToTheLastByte() throws IOException {
        List<Path> dumps = Corpora.dumps();
        Assumptions.assumeFalse(dumps.isEmpty(), "gate not run: no corpora beside the repository");
        Optional<TestServer> server = InstalledServer.of(MAJOR);
        Assumptions.assumeTrue(server.isPresent(), "gate not run: PostgreSQL 15 is not installed");
        return dumps.stream()
                .map(dump -> DynamicTest.dynamicTest(
                        dump.getFileName().toString(), () -> copied(server.orElseThrow(), dump)));
    }

    private static void copied(TestServer server, Path dump) throws IOException {
        try (TestDatabase source = server.createDatabase();
                TestDatabase target = server.createDatabase()) {
            RoundTrip.load(source, Corpora.text(dump));
            Catalog catalog = RoundTrip.read(source);
            assertThat(catalog.missing()).as("what no kind reads").isEmpty();
            RoundTrip.load(target, SchemaScript.of(catalog));
            RoundTrip.load(target, RoundTrip.refreshes(catalog));

            String expected = StockDump.schema(source);
            String copied = StockDump.schema(target);

            assertThat(expected.lines()).hasSizeGreaterThan(300);
            if (!copied.equals(expected)) {
                throw new AssertionError(DumpScore.of(expected, copied).toString());
            }
            assertThat(SchemaDiff.of(described(catalog), described(RoundTrip.read(target)))
                            .lines())
                    .isEmpty();
        }
    }

    /** Large objects are data. */
    private static Described described(Catalog catalog) {
        return Described.of(catalog).without(id -> id.type() == ObjectType.LARGE_OBJECT);
    }
}
