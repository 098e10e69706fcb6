package dev.belay.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PgBouncer before a test server, where the program is installed. */
public final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where the program is. Debian keeps it where only root's PATH leads. */
    public static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(File.pathSeparator)),
                        Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One that pools so, {@code session} or {@code transaction}, for this database. */
    public static PgBouncer before(TestDatabase database, String mode, Path folder) {
        try {
            int port = free();
            Path settings = Files.writeString(folder.resolve(mode + ".ini"), """
                    [databases]
                    * = host=%s port=%d user=%s password='%s'
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = %s
                    %s
                    """.formatted(
                            database.server().host(),
                            database.server().port(),
                            database.user(),
                            database.password(),
                            port,
                            mode,
                            // It refuses to be root.
                            System.getProperty("user.name").equals("root") ? "user = nobody" : ""));
            Process process = new ProcessBuilder(program().orElseThrow().toString(), settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(mode + ".log").toFile())
                    .start();
            await(process, port);
            return new PgBouncer(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(Process process, int port) throws IOException {
        for (int i = 0; i < 200 && process.isAlive(); i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                try {
                    Thread.sleep(50);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
        }
        process.destroy();
        throw new IOException("PgBouncer does not listen");
    }

    /** The same database, by way of the pooler. */
    public TestDatabase through(TestDatabase database) {
        TestServer here =
                TestServer.at(database.server().major(), "127.0.0.1", port, database.user(), database.password());
        return new TestDatabase(here, database.name(), database.user(), database.password());
    }

    /** For tests that are skipped without it. */
    public static boolean isHere() {
        return program().isPresent();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
