package dev.belay.tui.cli;

import dev.belay.core.apply.PlanRequest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Shows what {@code up} or {@code down} would run. Reads only. */
public final class PlanCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Argument<String> version = Argument.optionalOperand("VERSION", "As for up and for down.");
    private final Flag down = new Flag("--down", "The way down instead of up.");
    private final Argument<Integer> steps = Argument.number("--steps", "N", "With --down: how many migrations.");
    private final Flag all = new Flag("--all", "With --down: all of them.");
    private final Argument<String> only = Argument.option("--only", "FILE|VERSION", "Only this migration.");
    private final Flag outOfOrder = new Flag("--out-of-order", "Allow migrations older than one that is applied.");
    private final Flag sql = new Flag(OptionSpec.builder("--sql")
            .type(boolean.class)
            .negatable(true)
            .defaultValue("true")
            .fallbackValue("true")
            .description("Show the statements; --no-sql: only the steps."));

    public PlanCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "plan", "Show the steps and statements that up, or down, would run. Nothing is run.")
                .with(common, version, down, steps, all, only, outOfOrder, sql)
                .exitCodes(
                        "0:the plan can be run", ExitCodes.USAGE, ExitCodes.CONNECTION, "5:the plan would be refused")
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> Runs.plan(now, request(now), sql.given()));
    }

    private PlanRequest request(Invocation now) {
        boolean goesDown = down.given() || all.given() || steps.given().isPresent();
        if (goesDown && (only.given().isPresent() || outOfOrder.given())) {
            throw Requests.wrong(common, "--only and --out-of-order are for the way up");
        }
        return goesDown
                ? Requests.down(common, now, new Requests.Down(version.given(), steps.given(), all.given()))
                : Requests.up(common, now, new Requests.Up(version.given(), only.given(), outOfOrder.given()));
    }
}
