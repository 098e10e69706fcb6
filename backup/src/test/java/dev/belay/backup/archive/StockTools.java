package dev.belay.backup.archive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL's own tools, where they are installed: what Belay writes is for them, too. */
public final class StockTools {
    private static final Path FOLDER = Path.of("/usr/lib/postgresql/15/bin");

    private StockTools() {}

    public static void assume() {
        assumeTrue(
                Files.isExecutable(FOLDER.resolve("pg_restore")), "gate not run: there is no pg_restore in " + FOLDER);
    }

    /** What a tool prints. It must end well. */
    public static byte[] run(String tool, String... arguments) {
        return run(Map.of(), tool, arguments);
    }

    /** The same with these variables besides. */
    static byte[] run(Map<String, String> environment, String tool, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(FOLDER.resolve(tool).toString());
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile("stock", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            byte[] output = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            String complaint = Files.readString(errors, StandardCharsets.ISO_8859_1);
            Files.delete(errors);
            if (code != 0) {
                throw new AssertionError(command + " ended with " + code + ": " + complaint);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void restore(Path archive, TestDatabase database, int jobs) {
        run("pg_restore", "-e", "-j" + jobs, "-d", database.url(), archive.toString());
    }

    /** The whole database as SQL. */
    public static String dump(TestDatabase database) {
        return new String(run("pg_dump", "--restrict-key=x", "-d", database.url()), StandardCharsets.ISO_8859_1);
    }
}
