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
import dev.belay.tui.report.RunReport;
import dev.belay.tui.report.Style;
import dev.belay.tui.report.Tone;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what Belay does, on a PostgreSQL of its own. */
@Command(
        name = "demo",
        description = "Take a real project up, down and up again on a PostgreSQL server of our own.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.MIGRATION})
public final class DemoCommand implements Callable<Integer> {
    private final Station station;
    private final Path project;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--keep", description = "Leave the server running, and say how to reach and to stop it.")
    private boolean keep;

    @Option(names = "--postgres", paramLabel = "MAJOR", description = "The version of the server: 14 to 18; 15.")
    private int major = 15;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    /** {@code project} is the folder of Vividly's belay.yaml. */
    public DemoCommand(Station station, Path project) {
        this.station = station;
        this.project = project;
    }

    @Override
    public Integer call() {
        Page page = new Page(spec.commandLine().getOut(), style());
        Demo demo = new Demo(station.servers().get(), project, station.surroundings(), Release.version());
        DemoReport.Result result = demo.show(major, keep, new Spectator(page));
        Optional<Failure> failure =
                result.runs().stream().flatMap(run -> run.failure().stream()).findFirst();
        int exit = result.good() ? 0 : failure.map(why -> why.kind().exitCode()).orElse(Kind.VERIFICATION.exitCode());
        DemoReport report = new DemoReport(result);
        if (json) {
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
            if (!json) {
                page.line(Tone.STRONG, what);
                spec.commandLine().getOut().flush();
            }
        }

        @Override
        public RunResult watch(Function<Supervision, RunResult> work) {
            dev.belay.core.apply.Cancellation cancellation = new dev.belay.core.apply.Cancellation();
            return work.apply(new Supervision(
                    event -> {
                        if (!json && event instanceof RunEvent.StepFinished step) {
                            RunReport.stepLine(page, step.result());
                            spec.commandLine().getOut().flush();
                        }
                    },
                    cancellation));
        }

        @Override
        public void counted(List<DemoReport.Count> counts) {
            if (!json) {
                DemoReport.counts(page, counts);
            }
        }
    }
}
