package dev.belay.tui.cli;

import dev.belay.core.apply.PlanRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what {@code up} or {@code down} would run. Reads only. */
@Command(
        name = "plan",
        description = "Show the steps and statements that up, or down, would run. Nothing is run.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:the plan can be run", ExitCodes.USAGE, ExitCodes.CONNECTION, "5:the plan would be refused"})
public final class PlanCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "As for up and for down.")
    private Optional<String> version = Optional.empty();

    @Option(names = "--down", description = "The way down instead of up.")
    private boolean down;

    @Option(names = "--steps", paramLabel = "N", description = "With --down: how many migrations.")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--all", description = "With --down: all of them.")
    private boolean all;

    @Option(names = "--only", paramLabel = "FILE|VERSION", description = "Only this migration.")
    private Optional<String> only = Optional.empty();

    @Option(names = "--out-of-order", description = "Allow migrations older than one that is applied.")
    private boolean outOfOrder;

    @Option(
            names = "--sql",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Show the statements; --no-sql: only the steps.")
    private boolean sql = true;

    public PlanCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> Runs.plan(now, request(now), sql));
    }

    private PlanRequest request(Invocation now) {
        boolean goesDown = down || all || steps.isPresent();
        if (goesDown && (only.isPresent() || outOfOrder)) {
            throw Requests.wrong(common, "--only and --out-of-order are for the way up");
        }
        return goesDown
                ? Requests.down(common, now, new Requests.Down(version, steps, all))
                : Requests.up(common, now, new Requests.Up(version, only, outOfOrder));
    }
}
