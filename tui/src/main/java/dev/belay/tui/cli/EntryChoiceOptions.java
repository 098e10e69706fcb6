package dev.belay.tui.cli;

import dev.belay.backup.restore.EntryChoice;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Which objects of an archive a verb is about, in the options of pg_restore, with patterns as pg_dump has them. */
final class EntryChoiceOptions implements Piece {
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
        List.<Piece>of(schemas, notSchemas, tables, notTables).forEach(piece -> piece.addTo(command));
    }

    EntryChoice choice() {
        return EntryChoice.of(schemas.value(), notSchemas.value(), tables.value(), notTables.value());
    }
}
