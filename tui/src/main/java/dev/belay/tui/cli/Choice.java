package dev.belay.tui.cli;

import dev.belay.core.catalog.Selection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which objects a verb is about, in the options of pg_dump. */
final class Choice {
    @Option(
            names = {"-n", "--schema"},
            paramLabel = "PATTERN",
            description = "Only these schemas; patterns are those of psql.")
    private List<String> schemas = new ArrayList<>();

    @Option(
            names = {"-N", "--exclude-schema"},
            paramLabel = "PATTERN",
            description = "Not these schemas.")
    private List<String> notSchemas = new ArrayList<>();

    @Option(
            names = {"-t", "--table"},
            paramLabel = "PATTERN",
            description = "Only these tables, views and sequences, with what hangs on them.")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = {"-T", "--exclude-table"},
            paramLabel = "PATTERN",
            description = "Not these tables.")
    private List<String> notTables = new ArrayList<>();

    Selection selection() {
        Selection selection = Selection.EVERYTHING;
        for (String pattern : schemas) {
            selection = selection.schema(pattern);
        }
        for (String pattern : notSchemas) {
            selection = selection.withoutSchema(pattern);
        }
        for (String pattern : tables) {
            selection = selection.table(pattern);
        }
        for (String pattern : notTables) {
            selection = selection.withoutTable(pattern);
        }
        return selection;
    }
}
