package dev.belay.tui;

import dev.belay.core.config.Overrides;
import dev.belay.core.db.Surroundings;
import dev.belay.tui.cli.CommandLineFace;
import dev.belay.tui.cli.Release;
import dev.belay.tui.cli.Station;
import dev.belay.tui.console.FullScreen;
import dev.belay.tui.console.Stage;
import dev.belay.tui.screen.Signs;
import dev.belay.tui.shell.DataPrograms;
import dev.belay.tui.shell.ProgramCache;
import dev.belay.tui.terminal.Colors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the launcher runs once, unseen, to make the class-data archive: Java writes down the classes that were used, and
 * has them ready at each later start. So the short commands that people wait for belong here.
 */
final class Training {
    private static final List<String> COMMANDS = List.of(
            "--version",
            "--help",
            "nonsense",
            "status",
            "plan --no-sql",
            "up --dry-run",
            "up --quiet",
            "up",
            "down",
            "schema",
            "schema -o schema.txt",
            "tui");

    private static final String CONFIGURATION =
            "convention: mybatis\nenvironments: {dev: {url: \"${DATABASE_URL}\"}}\n";

    /** As a small project does without a configuration file. */
    private static final String PLAIN = "status --convention mybatis --migrations .";

    /** Needs no server: what takes its time is the compiler, whose classes Java itself has no archive of. */
    private static final String SCRIPT = """
            record One(int number) {}
            int twice(int number) { return 2 * number; }
            var numbers = List.of(1, twice(1));
            for (String word : args()) { print(word); }
            numbers.forEach(number -> print(number));
            print("number " + numbers.get(0));
            args().size()
            """;

    private static final String NOWHERE = "postgresql://training@127.0.0.1:9/training";

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        StandardOutput out = StandardOutput.data();
        Station real = Main.station();
        Path folder = Files.createTempDirectory("belay-training");
        try (TrainingServer server = TrainingServer.start()) {
            run(folder, real, server, out.writer());
            screens(folder, real, server);
            // It opens, and finds its input at the end: the launcher sees to that.
            succeeds("shell", station(folder, real, Map.of("DATABASE_URL", NOWHERE)), out.writer());
        } finally {
            delete(folder);
        }
        System.exit(out.finish(0, StandardOutput.messages()));
    }

    /** Runs every command; how they end does not matter, but the number of those that went well is returned. */
    static int run(Path folder, Station real, TrainingServer server, PrintWriter out) throws IOException {
        Path configuration = folder.resolve("belay.yaml");
        Files.writeString(folder.resolve(TrainingAnswer.VERSION + "_train.sql"), TrainingAnswer.TEXT);
        Files.writeString(folder.resolve("20250102000000_more.sql"), TrainingAnswer.TEXT);
        Files.writeString(configuration, CONFIGURATION);
        Path passwords = Files.createFile(
                folder.resolve("passwords"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwords, "*:*:*:*:" + TrainingServer.PASSWORD + "\n");
        Map<String, String> inUrl = Map.of("DATABASE_URL", url(server));
        Map<String, String> inFile =
                Map.of("DATABASE_URL", "postgresql://training" + address(server), "PGPASSFILE", passwords.toString());
        int succeeded = 0;
        for (String command : COMMANDS) {
            succeeded += succeeds(command, station(folder, real, inUrl), out);
        }
        Files.delete(configuration);
        succeeded += succeeds(PLAIN, station(folder, real, inFile), out);
        Files.writeString(folder.resolve("train.jsh"), SCRIPT);
        // The second time it is compiled already, which is what most runs meet.
        for (int time = 0; time < 2; time++) {
            succeeded += succeeds("run train.jsh again", station(folder, real, inUrl), out);
        }
        return succeeded;
    }

    /** All screens, each as long as the answers take that are trained for. */
    static int screens(Path folder, Station real, TrainingServer server) throws IOException {
        Files.writeString(folder.resolve("belay.yaml"), CONFIGURATION);
        Station station = station(folder, real, Map.of("DATABASE_URL", url(server)));
        Overrides none = new Overrides(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        Start start = new Start(
                folder,
                station.surroundings(),
                none,
                "tui",
                Release::version,
                station.clock(),
                station.servers(),
                new DataPrograms(station.programs()));
        try (Toolkit toolkit = Toolkit.open(start)) {
            Stage stage = new Stage(
                    folder,
                    station.surroundings(),
                    (name, action) -> {},
                    station.clock(),
                    Colors.MANY,
                    new Signs(true),
                    false,
                    false,
                    line -> {});
            return FullScreen.unseen(toolkit, stage, Duration.ofMillis(300));
        }
    }

    private static String url(TrainingServer server) {
        return "postgresql://training:" + TrainingServer.PASSWORD + address(server);
    }

    private static String address(TrainingServer server) {
        return "@127.0.0.1:" + server.port() + "/training";
    }

    private static Station station(Path folder, Station real, Map<String, String> variables) {
        return new Station(
                folder,
                new Surroundings(variables, folder),
                real.console(),
                real.signals(),
                real.clock(),
                real.servers(),
                ProgramCache.of(
                        Main.home(),
                        Map.of("BELAY_CACHE", folder.resolve("cache").toString())));
    }

    private static int succeeds(String command, Station station, PrintWriter out) {
        String[] words = command.split(" ", -1);
        Main.begin(station, words);
        return new CommandLineFace(Main.verbs(station), out, out).run(words) == 0 ? 1 : 0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
