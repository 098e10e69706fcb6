package dev.belay.tui;

import dev.belay.core.db.EarlyStart;
import dev.belay.core.db.Surroundings;
import dev.belay.tui.cli.ActivityCommand;
import dev.belay.tui.cli.AdoptCommand;
import dev.belay.tui.cli.BackupCommand;
import dev.belay.tui.cli.BackupsCommand;
import dev.belay.tui.cli.BaselineCommand;
import dev.belay.tui.cli.CheckCommand;
import dev.belay.tui.cli.CommandLineFace;
import dev.belay.tui.cli.CompareCommand;
import dev.belay.tui.cli.CompletionCommand;
import dev.belay.tui.cli.ConfigCommand;
import dev.belay.tui.cli.DemoCommand;
import dev.belay.tui.cli.DiffCommand;
import dev.belay.tui.cli.DoctorCommand;
import dev.belay.tui.cli.DownCommand;
import dev.belay.tui.cli.DriftCommand;
import dev.belay.tui.cli.DrillCommand;
import dev.belay.tui.cli.ExportCommand;
import dev.belay.tui.cli.HealthCommand;
import dev.belay.tui.cli.HelpCommand;
import dev.belay.tui.cli.HistoryCommand;
import dev.belay.tui.cli.NewCommand;
import dev.belay.tui.cli.PlanCommand;
import dev.belay.tui.cli.PruneCommand;
import dev.belay.tui.cli.RedoCommand;
import dev.belay.tui.cli.RehearseCommand;
import dev.belay.tui.cli.RepairCommand;
import dev.belay.tui.cli.ResetCommand;
import dev.belay.tui.cli.ResolveCommand;
import dev.belay.tui.cli.RestoreCommand;
import dev.belay.tui.cli.RunCommand;
import dev.belay.tui.cli.SchemaCommand;
import dev.belay.tui.cli.SeedCommand;
import dev.belay.tui.cli.ShellCommand;
import dev.belay.tui.cli.SnapshotCommand;
import dev.belay.tui.cli.SqlCommand;
import dev.belay.tui.cli.Station;
import dev.belay.tui.cli.StatusCommand;
import dev.belay.tui.cli.TuiCommand;
import dev.belay.tui.cli.UpCommand;
import dev.belay.tui.cli.ValidateCommand;
import dev.belay.tui.cli.Verb;
import dev.belay.tui.cli.VerifyCommand;
import dev.belay.tui.server.EmbeddedServer;
import dev.belay.tui.shell.ProgramCache;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Where the process starts and where the verbs of the command line are listed. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Station station = station();
        begin(station, arguments);
        StandardOutput out = StandardOutput.data();
        StandardOutput err = StandardOutput.messages();
        int exitCode = new CommandLineFace(verbs(station), out.writer(), err.writer()).run(arguments);
        System.exit(out.finish(exitCode, err));
    }

    /** What takes long begins aside, before the command line is understood: a script's compiler, the driver for all others. */
    static void begin(Station station, String[] arguments) {
        String verb = arguments.length == 0 ? "-" : arguments[0];
        if (verb.equals("run")) {
            station.programs().expect(station.folder(), List.of(arguments).subList(1, arguments.length));
        } else if (!verb.startsWith("-")) {
            EarlyStart.begin();
        }
    }

    /** Where this process stands. */
    static Station station() {
        Map<String, String> variables = System.getenv();
        return new Station(
                Path.of("").toAbsolutePath(),
                new Surroundings(variables, Path.of(System.getProperty("user.home", "/"))),
                new SystemConsole(variables, Boolean.getBoolean("belay.ascii")),
                Signals.ofThisProcess(),
                Clock.systemUTC(),
                () -> EmbeddedServer.of(home(), variables),
                ProgramCache.of(home(), variables));
    }

    /** Where Belay is installed: the launcher says it. */
    static Path home() {
        return Path.of(System.getProperty("belay.home", "."));
    }

    /** One line per verb, in the order of the help. Making the list loads none of their classes. */
    public static List<Verb> verbs(Station station) {
        return List.of(
                new Verb("new", () -> new NewCommand(station).spec()),
                new Verb("status", () -> new StatusCommand(station).spec()),
                new Verb("plan", () -> new PlanCommand(station).spec()),
                new Verb("up", () -> new UpCommand(station).spec()),
                new Verb("down", () -> new DownCommand(station).spec()),
                new Verb("redo", () -> new RedoCommand(station).spec()),
                new Verb("rehearse", () -> new RehearseCommand(station, "rehearse").spec()),
                new Verb("test", () -> new RehearseCommand(station, "test").spec()),
                new Verb("validate", () -> new ValidateCommand(station).spec()),
                new Verb("resolve", () -> new ResolveCommand(station).spec()),
                new Verb("repair", () -> new RepairCommand(station).spec()),
                new Verb("baseline", () -> new BaselineCommand(station).spec()),
                new Verb("adopt", () -> new AdoptCommand(station).spec()),
                new Verb("seed", () -> new SeedCommand(station).spec()),
                new Verb("reset", () -> new ResetCommand(station).spec()),
                new Verb("sql", () -> new SqlCommand(station).spec()),
                new Verb("run", () -> new RunCommand(station, Main::verbs).spec()),
                new Verb("shell", () -> new ShellCommand(station, Main::verbs).spec()),
                new Verb("history", () -> new HistoryCommand(station).spec()),
                new Verb("schema", () -> new SchemaCommand(station).spec()),
                new Verb("diff", () -> new DiffCommand(station).spec()),
                new Verb("snapshot", () -> new SnapshotCommand(station).spec()),
                new Verb("drift", () -> new DriftCommand(station).spec()),
                new Verb("backup", () -> new BackupCommand(station).spec()),
                new Verb("drill", () -> new DrillCommand(station).spec()),
                new Verb("restore", () -> new RestoreCommand(station).spec()),
                new Verb("backups", () -> new BackupsCommand(station).spec()),
                new Verb("check", () -> new CheckCommand(station).spec()),
                new Verb("prune", () -> new PruneCommand(station).spec()),
                new Verb("export", () -> new ExportCommand(station).spec()),
                new Verb("verify", () -> new VerifyCommand(station).spec()),
                new Verb("health", () -> new HealthCommand(station).spec()),
                new Verb("activity", () -> new ActivityCommand(station).spec()),
                new Verb("compare", () -> new CompareCommand(station).spec()),
                new Verb("tui", () -> new TuiCommand(station).spec()),
                new Verb("config", () -> new ConfigCommand(station).spec()),
                new Verb("doctor", () -> new DoctorCommand(station).spec()),
                new Verb("demo", () -> new DemoCommand(station, home().resolve("migrations")).spec()),
                new Verb("completion", () -> new CompletionCommand().spec()), //
                new Verb("help", () -> new HelpCommand().spec()));
    }
}
