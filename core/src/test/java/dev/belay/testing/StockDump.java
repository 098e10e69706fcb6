package dev.belay.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: the stock {@code pg_dump} of this machine, if there is one: of each server the one of its own version, or else
 * the newest. Product code never uses it.
 */
public final class StockDump {
    private static final NavigableMap<Integer, Path> DUMPS = found("pg_dump", System.getenv("BELAY_PG_DUMP"));
    private static final NavigableMap<Integer, Path> ROLE_DUMPS = found("pg_dumpall", null);
    private static final NavigableMap<Integer, Path> TERMINALS = found("psql", null);

    private StockDump() {}

    /** Whether there is one that is at least as new as the server. */
    public static boolean canRead(TestDatabase database) {
        return DUMPS.ceilingEntry(database.server().major()) != null;
    }

    /** The same of roles and tablespaces. */
    public static boolean canReadGlobals(TestDatabase database) {
        return ROLE_DUMPS.ceilingEntry(database.server().major()) != null;
    }

    /** Whether there is any {@code pg_dump}, and a {@code psql}. */
    public static boolean installed() {
        return !DUMPS.isEmpty() && !TERMINALS.isEmpty();
    }

    /** What {@code pg_dump -s} prints, always with the same restrict key. */
    public static String schema(TestDatabase database, String... options) {
        return run(database, DUMPS, Stream.concat(Stream.of("-s"), Stream.of(options)), Stream.of(database.name()));
    }

    /** What {@code pg_dumpall -g} prints: roles and tablespaces. */
    public static String globals(TestDatabase database) {
        return run(database, ROLE_DUMPS, Stream.of("-g"), Stream.of());
    }

    /** Loads a script as a person would, with {@code psql}, which stops at the first error. */
    public static void load(TestDatabase database, String script) {
        Stream<String> options = Stream.of("-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null");
        run(command(database, TERMINALS, options, Stream.of(database.name())), database, script);
    }

    private static String run(
            TestDatabase database, NavigableMap<Integer, Path> programs, Stream<String> options, Stream<String> names) {
        return run(
                command(database, programs, Stream.concat(Stream.of("--restrict-key=k"), options), names),
                database,
                "");
    }

    private static List<String> command(
            TestDatabase database, NavigableMap<Integer, Path> programs, Stream<String> options, Stream<String> names) {
        Map.Entry<Integer, Path> own = programs.floorEntry(database.server().major());
        Path program = own != null && own.getKey() == database.server().major()
                ? own.getValue()
                : programs.lastEntry().getValue();
        Stream<String> connection = Stream.of(
                program.toString(),
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

    /** By their major version; as Debian lays them out, and the one that the environment names. */
    private static NavigableMap<Integer, Path> found(String program, @Nullable String named) {
        NavigableMap<Integer, Path> programs = new TreeMap<>();
        for (int major = 14; major <= 30; major++) {
            Path path = Path.of("/usr/lib/postgresql/" + major + "/bin", program);
            if (Files.isExecutable(path)) {
                programs.put(major, path);
            }
        }
        if (named != null && !named.isEmpty()) {
            programs.put(major(named), Path.of(named));
        }
        return programs;
    }

    private static int major(String program) {
        try {
            Process process = new ProcessBuilder(program, "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), UTF_8);
            // pg_dump (PostgreSQL) 18.1 (Debian 18.1-1)
            return Integer.parseInt(version.replaceFirst("(?s)^\\D*(\\d+).*$", "$1"));
        } catch (IOException e) {
            throw new UncheckedIOException("BELAY_PG_DUMP names what cannot be run: " + program, e);
        }
    }
}
