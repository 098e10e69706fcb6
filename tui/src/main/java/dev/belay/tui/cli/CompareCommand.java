package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.core.catalog.Selection;
import dev.belay.tui.report.CompareReport;
import dev.belay.verify.content.ContentListener;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Compares the rows of two databases. Reads only. */
public final class CompareCommand implements Command {
    private static final String SIDES = "An environment, env:VARIABLE, file:PATH or a URL.";

    private final Station station;

    private final Common common = new Common();

    private final Argument<String> a = Argument.operand("A", SIDES);

    private final Argument<String> b = Argument.operand("B", SIDES);

    private final Argument<List<String>> schemas =
            Argument.options("-n,--schema", "PATTERN", "Only these schemas; patterns are those of psql.");

    private final Argument<List<String>> notSchemas =
            Argument.options("-N,--exclude-schema", "PATTERN", "Not these schemas.");

    private final Argument<List<String>> tables = Argument.options("-t,--table", "PATTERN", "Only these tables.");

    private final Argument<List<String>> notTables =
            Argument.options("-T,--exclude-table", "PATTERN", "Not these tables.");

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
                .with(common, a, b, schemas, notSchemas, tables, notTables, brief, values)
                .exitCodes(
                        "0:they have the same rows",
                        "1:there is a difference, or nothing to compare",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            CompareReport report =
                    now.toolkit().compare(a.value(), b.value(), selection(), !brief.given(), ContentListener.SILENT);
            return now.answer(
                    report.same() ? 0 : Kind.FINDINGS.exitCode(), values.given() ? report.withValues() : report);
        });
    }

    private Selection selection() {
        Selection selection = Selection.EVERYTHING;
        for (String pattern : schemas.value()) {
            selection = selection.schema(pattern);
        }
        for (String pattern : notSchemas.value()) {
            selection = selection.withoutSchema(pattern);
        }
        for (String pattern : tables.value()) {
            selection = selection.table(pattern);
        }
        for (String pattern : notTables.value()) {
            selection = selection.withoutTable(pattern);
        }
        return selection;
    }
}
