package dev.belay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server with a streaming replica, both of the system's own PostgreSQL, where one is installed. */
public final class Standby implements AutoCloseable {
    private static final List<String> NEEDED = List.of("initdb", "pg_ctl", "postgres", "pg_basebackup");
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final Path programs;
    private final Path folder;
    private final List<Path> running = new ArrayList<>();
    private final int primary;
    private final int replica;

    private Standby(Path programs) {
        this.programs = programs;
        this.folder = folder();
        this.primary = free();
        this.replica = free();
    }

    /** In which a server that refuses to be root makes its own. */
    private static Path folder() {
        try {
            Path folder = ServerData.newFolder();
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For tests that are skipped without it. */
    public static boolean isHere() {
        return programs().isPresent();
    }

    private static Optional<Path> programs() {
        Path installed = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(installed)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> NEEDED.stream().allMatch(name -> Files.isExecutable(bin.resolve(name))))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Standby start() {
        Standby both = new Standby(programs().orElseThrow());
        try {
            Path data = both.folder.resolve("primary");
            both.program("initdb", "-D", data.toString(), "-A", "trust", "-U", "postgres", "--no-sync");
            both.start(data, both.primary);
            Path copy = both.folder.resolve("replica");
            both.program(
                    "pg_basebackup",
                    "-h",
                    "127.0.0.1",
                    "-p",
                    both.primary + "",
                    "-U",
                    "postgres",
                    "-D",
                    copy.toString(),
                    "-R",
                    "--no-sync",
                    "-c",
                    "fast");
            both.start(copy, both.replica);
            return both;
        } catch (RuntimeException e) {
            both.close();
            throw e;
        }
    }

    private void start(Path data, int port) {
        String options = "-p " + port + " -c unix_socket_directories= -c fsync=off";
        program("pg_ctl", "-D", data.toString(), "-l", data + ".log", "-o", options, "-w", "start");
        running.add(data);
    }

    public TestDatabase primary() {
        return at(primary);
    }

    public TestDatabase replica() {
        return at(replica);
    }

    private TestDatabase at(int port) {
        int major = Integer.parseInt(programs.getParent().getFileName().toString());
        return new TestDatabase(TestServer.at(major, "127.0.0.1", port, "postgres", ""), "postgres", "postgres", "");
    }

    private void program(String name, String... arguments) {
        List<String> words = new ArrayList<>(List.of(programs.resolve(name).toString()));
        words.addAll(List.of(arguments));
        said(words.toArray(String[]::new));
    }

    /** A server refuses to be root. */
    private static String said(String... command) {
        List<String> words = new ArrayList<>(ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        words.addAll(List.of(command));
        try {
            // A server that is started keeps the output open: it goes into a file, and nobody waits for its end.
            Path output = Files.createTempFile("standby", ".out");
            Process process = new ProcessBuilder(words)
                    .directory(Path.of("/tmp").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int exit = process.waitFor();
            String text = Files.readString(output, StandardCharsets.UTF_8).strip();
            Files.delete(output);
            if (exit != 0) {
                throw new IllegalStateException(words + " ended with " + exit + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (int i = running.size() - 1; i >= 0; i--) {
            program("pg_ctl", "-D", running.get(i).toString(), "-m", "immediate", "-w", "stop");
        }
        ServerData.remove(folder);
    }
}
