package dev.belay.tui.cli;

import dev.belay.tui.shell.Bench;
import dev.belay.tui.shell.Shell;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** An interactive session in Java, with the toolkit at hand. */
public final class ShellCommand implements Command {
    private final Station station;
    private final Function<Station, List<Verb>> verbs;
    private final Common common = new Common();
    private final Consent consent = new Consent();

    public ShellCommand(Station station, Function<Station, List<Verb>> verbs) {
        this.station = station;
        this.verbs = verbs;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "shell", "Open JShell with the toolkit at hand: /help belay.")
                .with(common, consent)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, "n:whatever /exit n says")
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            if (now.json()) {
                throw Requests.wrong(common, "a session has no JSON");
            }
            PrintWriter out = now.out();
            try (Bench bench = new Sessions(station, verbs, common, consent).open(now, out, List.of())) {
                if (station.console().answers()) {
                    Shell.welcome(now.where()).forEach(now::note);
                }
                out.flush();
                return new Shell(bench, history()).run();
            }
        });
    }

    private Path history() {
        return station.surroundings()
                .variable("XDG_STATE_HOME")
                .map(Path::of)
                .orElseGet(() -> station.surroundings().home().resolve(".local/state"))
                .resolve("belay/shell-history");
    }
}
