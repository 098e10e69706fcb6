package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.tui.report.ChangesReport;
import dev.belay.tui.report.DiffReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Compares two schemas. Reads only, but for a temporary database. */
public final class DiffCommand implements Command {
    private static final String SIDES =
            "An environment, env:VARIABLE, file:PATH, a URL, a snapshot file, or migrations.";

    private final Station station;

    private final Common common = new Common();

    private final Comparing comparing = new Comparing();

    private final Argument<String> before = Argument.operand("A", SIDES);

    private final Argument<String> after = Argument.operand("B", SIDES);

    private final Flag sql = new Flag("--sql", "Print the statements that lead from A to B, as far as they are safe.");

    public DiffCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "diff", "Show what differs between two schemas.")
                .with(common, comparing, before, after, sql)
                .exitCodes(
                        "0:they are the same",
                        "1:there is a difference",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.ALTERED,
                        "5:the migrations fail on an empty database",
                        ExitCodes.DAMAGED,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            if (sql.given()) {
                return statements(now);
            }
            DiffReport report = now.looking(watch -> now.toolkit()
                    .schemas()
                    .difference(
                            Optional.of(before.value()), Optional.of(after.value()), comparing.comparison(), watch));
            return now.answer(report.same() ? 0 : Kind.FINDINGS.exitCode(), report);
        });
    }

    private int statements(Invocation now) {
        ChangesReport report = now.looking(
                watch -> now.toolkit().schemas().changes(before.value(), after.value(), comparing.comparison(), watch));
        int exit = report.difference().same() ? 0 : Kind.FINDINGS.exitCode();
        if (now.json()) {
            return now.answer(exit, report);
        }
        report.difference().remarks().forEach(remark -> now.note("note: " + remark));
        report.warning().ifPresent(warning -> now.messages().line(warning));
        try {
            report.write("Belay " + Release.version(), now.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return exit;
    }
}
