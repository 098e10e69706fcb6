package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.CompareReport;
import picocli.CommandLine.Model.CommandSpec;

/** Compares the rows of two databases. Reads only. */
public final class CompareCommand implements Command {
    private static final String SIDES = "An environment, env:VARIABLE, file:PATH or a URL.";

    private final Station station;

    private final Common common = new Common();

    private final Argument<String> a = Argument.operand("A", SIDES);

    private final Argument<String> b = Argument.operand("B", SIDES);

    private final Choice choice = new Choice();

    private final Flag brief = new Flag("--brief", "Say which tables differ, and do not look for the rows.");

    private final Flag values = new Flag("--values", "Show the values that differ too.");

    public CompareCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "compare",
                        "Compare the rows of two databases, table by table, down to those that differ.")
                .with(common, a, b, choice, brief, values)
                .exitCodes(
                        "0:they have the same rows",
                        "1:there is a difference, or nothing to compare",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            Toolkit.Compare what = new Toolkit.Compare(a.value(), b.value(), choice.selection(), !brief.given());
            CompareReport report =
                    now.comparing((listener, cancellation) -> now.toolkit().compare(what, listener, cancellation));
            return now.answer(
                    report.same() ? 0 : Kind.FINDINGS.exitCode(), values.given() ? report.withValues() : report);
        });
    }
}
