package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.belay.core.db.ScratchServer;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills on a server of Belay's own, which for as long as they last holds real data. */
@ServerTest
final class EmbeddedDrillTest {
    /** The wildcard address in the lists of sockets. */
    private static final Set<String> ANYWHERE = Set.of("00000000", "00000000000000000000000000000000");

    @TempDir
    private Path folder;

    private final List<Traces> started = new ArrayList<>();
    private Desk desk;

    @BeforeEach
    void fill(TestDatabase database) {
        database.execute(
                "CREATE TABLE author (id serial PRIMARY KEY, name text UNIQUE)",
                "INSERT INTO author (name) SELECT 'a' || i FROM generate_series(1, 100) i",
                "SELECT lo_from_bytea(0, 'large')");
        desk = Desk.plain(folder, database).now().through(Watched::new);
    }

    /** What must be gone with a server. */
    private record Traces(long process, Path data) {}

    /** Looks at each server before anything gets there. */
    private final class Watched implements ScratchServer {
        private final ScratchServer servers;

        Watched(ScratchServer servers) {
            this.servers = servers;
        }

        @Override
        public Set<Integer> majors() {
            return servers.majors();
        }

        @Override
        public void require(int major) {
            servers.require(major);
        }

        @Override
        public Running start(int major, Lifetime lifetime) {
            Running server = servers.start(major, lifetime);
            started.add(new Traces(server.pid(), server.folder()));
            assertThat(lifetime).isEqualTo(Lifetime.OF_THIS_PROCESS);
            assertThat(listening(server.port())).isNotEmpty().doesNotContainAnyElementsOf(ANYWHERE);
            for (String password : List.of("", "postgres", server.user())) {
                assertThatThrownBy(() -> DriverManager.getConnection(
                                "jdbc:postgresql://localhost:" + server.port() + "/postgres", server.user(), password))
                        .isInstanceOf(SQLException.class);
            }
            return server;
        }
    }

    /** The addresses at which somebody listens on a port, as the kernel has them. */
    private static List<String> listening(int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        List<String> addresses = new ArrayList<>();
        for (String list : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of(list), US_ASCII)) {
                lines.map(line -> line.strip().split(" +"))
                        .filter(columns -> columns[1].endsWith(end) && columns[3].equals("0A"))
                        .forEach(columns -> addresses.add(columns[1].substring(0, columns[1].indexOf(':'))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return addresses;
    }

    private void assertDrilled(String place, String... more) {
        Desk.Seen seen = desk.run(Stream.concat(
                        Stream.of("drill", "latest", "--from=" + place, "--on=embedded", "--json"), Stream.of(more))
                .toArray(String[]::new));

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.json())
                .containsEntry("tables", 1L)
                .containsEntry("rows", 100L)
                .containsEntry("sequences", 1L)
                .containsEntry("large_objects", 1L)
                .containsEntry("schema", true);
        assertThat(started).singleElement().satisfies(server -> {
            assertThat(ProcessHandle.of(server.process()).filter(ProcessHandle::isAlive))
                    .isEmpty();
            assertThat(server.data()).doesNotExist();
        });
    }

    @Test
    void realDataIsBehindAPasswordOnThisMachineAloneAndGoesWithTheDrill() {
        assertThat(desk.run("backup", "--to=backups").exit()).isZero();

        assertDrilled("backups");
    }

    /** Both at once: a server takes seconds to start. */
    @Test
    void anEncryptedArchiveInS3IsDrilledWithItsKeyAndPruned() throws Exception {
        KeyPair key = new X25519KeyPairGenerator().generateKeyPair();
        Files.writeString(folder.resolve("key.txt"), key.getPrivate() + "\n");
        String sealed = "--encrypt-to=" + key.getPublic();
        String identity = "--identity=key.txt";
        try (SmallBucket bucket = new SmallBucket()) {
            String s3 = "--s3=" + bucket.endpoint();
            String place = "s3://bucket/backups";
            assertThat(desk.run("backup", "--to=" + place, s3, sealed).exit()).isZero();
            String older = String.valueOf(desk.run("check", "latest", "--from=" + place, s3, "--json")
                    .json()
                    .get("archive"));
            assertThat(older).startsWith(place + "/");
            assertThat(desk.run("drill", "latest", "--from=" + place, "--on=embedded", s3)
                            .err())
                    .contains("--identity");
            assertThat(started).isEmpty();

            assertDrilled(place, s3, identity);

            assertThat(bucket.keys()).contains(older.substring("s3://bucket/".length()) + "/drill.json");
            assertThat(desk.run("check", older, s3, identity).out()).contains("1 table, 100 rows");
            assertThat(desk.run("backup", "--to=" + place, s3, sealed, "--prune", "--keep-last=1")
                            .exit())
                    .isZero();
            assertThat(desk.run("backups", place, s3).out()).doesNotContain(older.replaceFirst(".*/", ""));
            assertThat(bucket.keys()).noneMatch(name -> older.endsWith(name.replaceFirst("/[^/]*$", "")));
        }
    }
}
