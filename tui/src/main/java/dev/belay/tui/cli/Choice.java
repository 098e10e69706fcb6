package dev.belay.tui.cli;

import dev.belay.backup.restore.EntryChoice;
import dev.belay.core.catalog.Selection;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Which objects a verb is about, in the options of pg_dump. */
final class Choice implements Piece {
    private final Argument<List<String>> schemas =
            Argument.options("-n,--schema", "PATTERN", "Only these schemas; patterns are those of psql.");
    private final Argument<List<String>> notSchemas =
            Argument.options("-N,--exclude-schema", "PATTERN", "Not these schemas.");
    private final Argument<List<String>> tables = Argument.options(
            "-t,--table", "PATTERN", "Only these tables, views and sequences, with what hangs on them.");
    private final Argument<List<String>> notTables =
            Argument.options("-T,--exclude-table", "PATTERN", "Not these tables.");

    @Override
    public void addTo(CommandSpec command) {
        List.of(schemas, notSchemas, tables, notTables).forEach(pattern -> pattern.addTo(command));
    }

    /** Whether any pattern is given. */
    boolean given() {
        return Stream.of(schemas, notSchemas, tables, notTables)
                .anyMatch(patterns -> !patterns.value().isEmpty());
    }

    /** Of a database. */
    Selection selection() {
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

    /** Of an archive. */
    EntryChoice entries() {
        return EntryChoice.of(schemas.value(), notSchemas.value(), tables.value(), notTables.value());
    }
}
