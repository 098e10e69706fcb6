package dev.belay.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A PostgreSQL server that tests share: an embedded one per major version, started when first asked for. Tests that do
 * not care about the version run on the server that {@code BELAY_TEST_URL} names, if it names one: a URL in the form of
 * libpq or JDBC, of a superuser, or {@code docker} for one in a container.
 */
public final class TestServer {
    /** The majors that Belay supports, oldest first. */
    public static final List<Integer> MAJORS = List.of(14, 15, 16, 17, 18);

    /** Those of them on which {@link EveryMajor} tests run: all, or those that {@code BELAY_TEST_MAJORS} names. */
    static List<Integer> chosenMajors() {
        String chosen = System.getenv("BELAY_TEST_MAJORS");
        if (chosen == null || chosen.isBlank()) {
            return MAJORS;
        }
        List<Integer> majors = Stream.of(chosen.split(",", -1))
                .map(String::strip)
                .map(Integer::valueOf)
                .toList();
        if (!MAJORS.containsAll(majors)) {
            throw new IllegalStateException("BELAY_TEST_MAJORS is " + chosen + ", and may name " + MAJORS);
        }
        return majors;
    }

    /** The major of tests that do not care. */
    public static final int DEFAULT_MAJOR = 15;

    private static final Map<Integer, TestServer> RUNNING = new ConcurrentHashMap<>();
    private static final Map<String, TestServer> NAMED = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final int major;
    private final String host;
    private final int port;
    private final String user;
    private final String password;

    private TestServer(int major, String host, int port, String user, String password) {
        this.major = major;
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
    }

    /** The shared server of this major version. */
    public static TestServer of(int major) {
        return RUNNING.computeIfAbsent(major, TestServer::start);
    }

    /** The shared server of tests that do not care about the version. */
    public static TestServer any() {
        String url = System.getenv("BELAY_TEST_URL");
        return url == null || url.isBlank() ? of(DEFAULT_MAJOR) : NAMED.computeIfAbsent(url, TestServer::named);
    }

    /** Wraps a server that somebody else started. */
    public static TestServer at(int major, String host, int port, String user, String password) {
        return new TestServer(major, host, port, user, password);
    }

    /** The same, when only the server itself knows its version. */
    static TestServer at(ServerAddress address) {
        TestServer server = new TestServer(0, address.host(), address.port(), address.user(), address.password());
        int number = Integer.parseInt(new TestDatabase(server, "postgres", address.user(), address.password())
                .query("SHOW server_version_num")
                .get(0));
        return new TestServer(number / 10000, address.host(), address.port(), address.user(), address.password());
    }

    private static TestServer named(String url) {
        return url.equals("docker") ? ContainerServer.start() : at(ServerAddress.of(url));
    }

    public int major() {
        return major;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** Creates an empty database with a name of its own. */
    public TestDatabase createDatabase() {
        String name = "t_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE template0");
        return new TestDatabase(this, name, user, password);
    }

    /** Runs a statement in the maintenance database, as the superuser. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + host + ":" + port + "/postgres", user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the test server refused: " + sql, e);
        }
    }

    private static TestServer start(int major) {
        Path jar = Path.of(System.getProperty("belay.embedded", "target/embedded"), major + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("no server binaries at " + jar + ": run the build once from its root");
        }
        try {
            Path programs = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
            @SuppressWarnings("resource") // lives as long as the tests; its own shutdown hook stops it
            EmbeddedPostgres server = builder()
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setPgBinaryResolver((system, machine) -> binaries(jar))
                    .setDataDirectory(ServerData.newFolder())
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("wal_level", "logical")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("max_wal_size", "256MB")
                    // It counts only where a test asks for it.
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setServerConfig("pg_stat_statements.track", "none")
                    .start();
            return new TestServer(major, "localhost", server.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + major + " does not start", e);
        }
    }

    /**
     * The library ends the servers in its working folder that are older than ten minutes and whose lock it can take; and
     * looking at a lock of its own process gives that lock away. So each process has a folder of its own.
     */
    private static synchronized EmbeddedPostgres.Builder builder() throws IOException {
        if (System.getProperty("ot.epg.working-dir") == null) {
            Path folder = Files.createTempDirectory("belay-test-servers-");
            folder.toFile().deleteOnExit();
            System.setProperty("ot.epg.working-dir", folder.toString());
        }
        return EmbeddedPostgres.builder();
    }

    private static InputStream binaries(Path jar) {
        try {
            ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar));
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    return entries;
                }
            }
            throw new IllegalStateException(jar + " holds no server");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }
}
