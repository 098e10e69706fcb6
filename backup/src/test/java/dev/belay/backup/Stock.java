package dev.belay.backup;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL's own tools of version 15, where they are installed. */
final class Stock {
    static final int MAJOR = 15;
    private static final Path FOLDER = Path.of("/usr/lib/postgresql/15/bin");

    private Stock() {}

    static void assume() {
        assumeTrue(
                Files.isExecutable(FOLDER.resolve("pg_restore")), "gate not run: there is no pg_restore in " + FOLDER);
    }

    /** What a tool prints. It must end well. */
    static String run(String tool, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(FOLDER.resolve(tool).toString());
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile("stock", ".err");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            String complaint = Files.readString(errors, StandardCharsets.ISO_8859_1);
            Files.delete(errors);
            if (code != 0) {
                throw new AssertionError(command + " ended with " + code + ": " + complaint);
            }
            return new String(output, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void restore(Path archive, TestDatabase database, int jobs, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-e", "-j" + jobs, "-d", database.url(), archive.toString()));
        arguments.addAll(List.of(options));
        run("pg_restore", arguments.toArray(String[]::new));
    }

    /** The whole database as SQL. */
    static String dump(TestDatabase database, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--restrict-key=x", "-d", database.url()));
        arguments.addAll(List.of(options));
        return run("pg_dump", arguments.toArray(String[]::new));
    }

    static Database database(TestDatabase database) {
        return new Database(
                ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/nonexistent"))));
    }
}
