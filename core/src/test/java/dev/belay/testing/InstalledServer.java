package dev.belay.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server of the PostgreSQL that is installed on this machine as Debian lays it out: unlike the embedded ones it is built
 * with everything (lz4, ICU). Started when first asked for, gone with the tests.
 */
public final class InstalledServer {
    private static Optional<TestServer> running = Optional.empty();

    private InstalledServer() {}

    /** The shared server of this major; empty where it is not installed. */
    public static synchronized Optional<TestServer> of(int major) {
        Path bin = Path.of("/usr/lib/postgresql", Integer.toString(major), "bin");
        if (!Files.isExecutable(bin.resolve("initdb"))) {
            return Optional.empty();
        }
        if (running.isEmpty()) {
            running = Optional.of(start(major, bin));
        }
        return running;
    }

    private static TestServer start(int major, Path bin) {
        try {
            Path folder = ServerData.newFolder();
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path data = folder.resolve("data");
            int port = freePort();
            run(
                    bin,
                    "initdb",
                    "-D",
                    data.toString(),
                    "-A",
                    "trust",
                    "-U",
                    "postgres",
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync");
            String options =
                    "-p " + port + " -k " + folder + " -c fsync=off -c wal_level=logical -c listen_addresses=127.0.0.1"
                            + " -c max_locks_per_transaction=512 -c max_wal_size=256MB";
            run(
                    bin,
                    "pg_ctl",
                    "-D",
                    data.toString(),
                    "-w",
                    "-l",
                    folder.resolve("log").toString(),
                    "-o",
                    options,
                    "start");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                run(bin, "pg_ctl", "-D", data.toString(), "-m", "immediate", "stop");
                ServerData.remove(folder);
            }));
            return TestServer.at(major, "127.0.0.1", port, "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static void run(Path bin, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Path said = Files.createTempFile("belay-", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + Files.readString(said, UTF_8));
            }
            Files.delete(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
