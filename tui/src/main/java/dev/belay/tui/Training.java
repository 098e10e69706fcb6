package dev.belay.tui;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.db.Surroundings;
import dev.belay.tui.cli.CommandLineFace;
import dev.belay.tui.cli.Station;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What the launcher runs once, unseen, to make the class-data archive: Java writes down the classes that were used, and
 * has them ready at each later start. So the short commands that people wait for belong here.
 */
final class Training {
    private static final List<String> COMMANDS =
            List.of("--version", "--help", "nonsense", "status", "plan --no-sql", "up --dry-run", "down");

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, UTF_8);
        Path folder = Files.createTempDirectory("belay-training");
        try (TrainingServer server = TrainingServer.start()) {
            Path migration = write(folder.resolve("20250101000000_train.sql"), "SELECT 1;\n-- //@UNDO\nSELECT 1;\n");
            Path configuration = write(
                    folder.resolve("belay.yaml"),
                    "convention: mybatis\nenvironments: {dev: {url: \"${DATABASE_URL}\"}}\n");
            run(folder, server, nowhere);
            Files.delete(configuration);
            Files.delete(migration);
        } finally {
            Files.delete(folder);
        }
    }

    /** Runs every command; how they end does not matter. */
    static int run(Path folder, TrainingServer server, PrintWriter out) {
        Map<String, String> variables = Map.of(
                "DATABASE_URL",
                "postgresql://training:" + TrainingServer.PASSWORD + "@127.0.0.1:" + server.port() + "/training");
        Station station = new Station(
                folder,
                new Surroundings(variables, folder),
                new SystemConsole(variables),
                (signal, action) -> false,
                Clock.systemUTC());
        int succeeded = 0;
        for (String command : COMMANDS) {
            int exit = new CommandLineFace(Main.verbs(station), out, out).run(command.split(" ", -1));
            succeeded += exit == 0 ? 1 : 0;
        }
        return succeeded;
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }
}
