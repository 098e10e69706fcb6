package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.RunResult;
import dev.belay.tui.Demo;
import dev.belay.tui.Supervision;
import dev.belay.tui.report.DemoReport;
import dev.belay.tui.report.Envelope;
import dev.belay.tui.report.Page;
import dev.belay.tui.report.RehearseReport;
import dev.belay.tui.report.RunReport;
import dev.belay.tui.report.Style;
import dev.belay.tui.report.Tone;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** Shows what Belay does, on a PostgreSQL of its own. */
public final class DemoCommand implements Command {
    private final Station station;
    private final Path project;
    private final Flag keep = new Flag("--keep", "Leave the server running, and say how to reach and to stop it.");
    private final Argument<Integer> major = Argument.number(
                    "--postgres", "MAJOR", "The version of the server: 14 to 18; 15.")
            .orElse(15);
    private final Flag json = new Flag("--json", "One JSON object on standard output.");

    private final CommandSpec spec = Syntax.of(
                    this,
                    "demo",
                    "Rehearse a real project, take it up, down, up again, verify it and restore it from a backup, on a server of our own.")
            .with(keep, major, json)
            .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.MIGRATION)
            .spec();

    /** {@code project} is the folder of Vividly's belay.yaml. */
    public DemoCommand(Station station, Path project) {
        this.station = station;
        this.project = project;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        Page page = new Page(spec.commandLine().getOut(), style());
        Demo demo = new Demo(station.servers().get(), project, station.surroundings(), Release.version());
        DemoReport.Result result = demo.show(major.value(), keep.given(), new Spectator(page));
        Optional<Failure> failure =
                result.runs().stream().flatMap(run -> run.failure().stream()).findFirst();
        int exit = result.good() ? 0 : failure.map(why -> why.kind().exitCode()).orElse(Kind.VERIFICATION.exitCode());
        DemoReport report = new DemoReport(result);
        if (json.given()) {
            new Envelope(spec.commandLine().getOut(), Release.version(), "demo").write(exit, report);
        } else {
            report.text(page);
        }
        return exit;
    }

    private Style style() {
        boolean color = station.console().showsData()
                && station.surroundings().variable("NO_COLOR").isEmpty()
                && !(spec.root().userObject() instanceof BelayCommand root && root.withoutColor());
        return new Style(color, station.console().unicode());
    }

    /** Tells it as it happens; says nothing where the result is for a program. */
    private final class Spectator implements Demo.Audience {
        private final Page page;

        Spectator(Page page) {
            this.page = page;
        }

        @Override
        public void begins(String what) {
            if (!json.given()) {
                page.line(Tone.STRONG, what);
                spec.commandLine().getOut().flush();
            }
        }

        @Override
        public RunResult watch(Function<Supervision, RunResult> work) {
            dev.belay.core.apply.Cancellation cancellation = new dev.belay.core.apply.Cancellation();
            return work.apply(new Supervision(
                    event -> {
                        if (!json.given() && event instanceof RunEvent.StepFinished step) {
                            RunReport.stepLine(page, step.result());
                            spec.commandLine().getOut().flush();
                        }
                    },
                    cancellation));
        }

        @Override
        public void rehearsed(RehearseReport report) {
            if (!json.given()) {
                DemoReport.rehearsed(page, report);
                spec.commandLine().getOut().flush();
            }
        }

        @Override
        public void verified(dev.belay.verify.Report result) {
            if (!json.given()) {
                DemoReport.verified(page, result);
            }
        }

        @Override
        public void cameBack(DemoReport.Return result) {
            if (!json.given()) {
                DemoReport.cameBack(page, result);
            }
        }

        @Override
        public void counted(List<DemoReport.Count> counts) {
            if (!json.given()) {
                DemoReport.counts(page, counts);
            }
        }
    }
}
