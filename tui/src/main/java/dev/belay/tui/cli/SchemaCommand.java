package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.GlobalsScript;
import dev.belay.core.catalog.Missing;
import dev.belay.core.catalog.SchemaScript;
import dev.belay.tui.report.SchemaReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what is in a database, as pg_dump would where there is no pg_dump. */
@Command(
        name = "schema",
        description = "Print the schema of the database: SQL that makes it anew, JSON, or a tree of names.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION})
public final class SchemaCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Choice choice = new Choice();

    @Option(names = "--format", paramLabel = "HOW", description = "sql, json or tree; sql.")
    private Format format = Format.SQL;

    @Option(names = "--no-owner", description = "Do not say who owns what.")
    private boolean withoutOwners;

    @Option(names = "--no-privileges", description = "Do not say who may do what.")
    private boolean withoutPrivileges;

    @Option(names = "--no-comments", description = "Leave comments out.")
    private boolean withoutComments;

    @Option(names = "--no-tablespaces", description = "Do not say which tablespace holds what.")
    private boolean withoutTablespaces;

    @Option(names = "--globals", description = "Print roles, memberships and tablespaces instead; without passwords.")
    private boolean globals;

    @Option(names = "--allow-missing", description = "Print the rest although something cannot be read.")
    private boolean allowMissing;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to a file instead.")
    private Optional<Path> file = Optional.empty();

    /** How it is printed. */
    enum Format {
        SQL,
        JSON,
        TREE
    }

    public SchemaCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, this::print);
    }

    private int print(Invocation now) {
        if (globals) {
            String script = GlobalsScript.of(now.toolkit().globals());
            return written(now, out -> out.append(script));
        }
        Catalog catalog = now.toolkit().catalog(choice.selection());
        warn(now, catalog);
        if (now.json() || format == Format.JSON) {
            now.envelope().write(0, new SchemaReport(now.where(), catalog));
            return 0;
        }
        if (format == Format.TREE) {
            return now.answer(0, new SchemaReport(now.where(), catalog));
        }
        SchemaScript.Origin origin = new SchemaScript.Origin(
                "Belay " + Release.version(), now.where().database(), String.valueOf(catalog.major()));
        return written(now, out -> SchemaScript.write(catalog, origin, options(), out));
    }

    private int written(Invocation now, OutputFile.Content content) {
        if (file.isPresent()) {
            OutputFile.write(station.folder().resolve(file.get()), content);
            return 0;
        }
        try {
            content.write(now.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private void warn(Invocation now, Catalog catalog) {
        if (catalog.missing().isEmpty()) {
            return;
        }
        if (!allowMissing) {
            throw new BelayException(
                    Kind.CONNECTION,
                    "not everything can be read: "
                            + catalog.missing().stream()
                                    .map(SchemaCommand::text)
                                    .collect(Collectors.joining("; ")),
                    "in brackets what would help; --allow-missing prints the rest");
        }
        catalog.missing().forEach(missing -> now.messages().line("warning: left out: " + text(missing)));
    }

    private static String text(Missing missing) {
        return missing.id() + ", " + missing.what() + " (" + missing.help() + ")";
    }

    private SchemaScript.Options options() {
        return new SchemaScript.Options(
                !withoutOwners, !withoutPrivileges, !withoutComments, true, !withoutTablespaces);
    }
}
