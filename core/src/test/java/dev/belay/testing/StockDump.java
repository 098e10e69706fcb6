package dev.belay.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The oracle: the stock {@code pg_dump} that is installed on this machine, if one is. Product code never uses it. */
public final class StockDump {
    private static final Optional<Path> NEWEST = newest();

    private StockDump() {}

    /** Whether there is one that is at least as new as the server. */
    public static boolean canRead(TestDatabase database) {
        return NEWEST.map(StockDump::major).orElse(0) >= database.server().major();
    }

    /** Whether there is any, and a {@code psql} beside it. */
    public static boolean installed() {
        return NEWEST.isPresent();
    }

    /** What {@code pg_dump -s} prints, always with the same restrict key. */
    public static String schema(TestDatabase database, String... options) {
        return run(database, "pg_dump", Stream.concat(Stream.of("-s"), Stream.of(options)), Stream.of(database.name()));
    }

    /** What {@code pg_dumpall -g} prints: roles and tablespaces. */
    public static String globals(TestDatabase database) {
        return run(database, "pg_dumpall", Stream.of("-g"), Stream.of());
    }

    /** Loads a script as a person would, with {@code psql}, which stops at the first error. */
    public static void load(TestDatabase database, String script) {
        Stream<String> options = Stream.of("-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null");
        run(command(database, "psql", options, Stream.of(database.name())), database, script);
    }

    private static String run(TestDatabase database, String program, Stream<String> options, Stream<String> names) {
        return run(
                command(database, program, Stream.concat(Stream.of("--restrict-key=k"), options), names), database, "");
    }

    private static List<String> command(
            TestDatabase database, String program, Stream<String> options, Stream<String> names) {
        Stream<String> connection = Stream.of(
                NEWEST.orElseThrow().resolve(program).toString(),
                "-h",
                database.server().host(),
                "-p",
                Integer.toString(database.server().port()),
                "-U",
                database.user());
        return Stream.of(connection, options, names).flatMap(words -> words).toList();
    }

    private static String run(List<String> command, TestDatabase database, String input) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", database.password());
            Process process = builder.start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int major(Path bin) {
        return Integer.parseInt(bin.getParent().getFileName().toString());
    }

    /** As Debian lays them out. */
    private static Optional<Path> newest() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.filter(version -> version.getFileName().toString().matches("\\d+"))
                    .map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pg_dump")))
                    .max((one, other) -> Integer.compare(major(one), major(other)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
