package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.GlobalsScript;
import dev.belay.core.catalog.Missing;
import dev.belay.core.catalog.SchemaScript;
import dev.belay.tui.OutputFile;
import dev.belay.tui.report.SchemaReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what is in a database, as pg_dump would where there is no pg_dump. */
public final class SchemaCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Choice choice = new Choice();
    private final Argument<Format> format = Argument.oneOf(Format.class, "--format", "HOW", "sql, json or tree; sql.")
            .orElse(Format.SQL);
    private final Flag withoutOwners = new Flag("--no-owner", "Do not say who owns what.");
    private final Flag withoutPrivileges = new Flag("--no-privileges", "Do not say who may do what.");
    private final Flag withoutComments = new Flag("--no-comments", "Leave comments out.");
    private final Flag withoutTablespaces = new Flag("--no-tablespaces", "Do not say which tablespace holds what.");
    private final Flag globals =
            new Flag("--globals", "Print roles, memberships and tablespaces instead; without passwords.");
    private final Flag allowMissing = new Flag("--allow-missing", "Print the rest although something cannot be read.");
    private final Argument<Path> file = Argument.path("-o,--output", "FILE", "Write to a file instead.");

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
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "schema",
                        "Print the schema of the database: SQL that makes it anew, JSON, or a tree of names.")
                .with(
                        common,
                        choice,
                        format,
                        withoutOwners,
                        withoutPrivileges,
                        withoutComments,
                        withoutTablespaces,
                        globals,
                        allowMissing,
                        file)
                .exitCodes(
                        ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.ALTERED, ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, this::print);
    }

    private int print(Invocation now) {
        boolean sql = !now.json() && format.value() == Format.SQL;
        if (!sql && (globals.given() || file.given().isPresent())) {
            throw new BelayException(
                    Kind.USAGE,
                    globals.given() ? "--globals are printed as SQL alone" : "-o writes SQL alone",
                    globals.given() ? "leave out --json and --format" : "redirect the output: > " + file.value());
        }
        if (globals.given()) {
            if (choice.given()) {
                throw new BelayException(
                        Kind.USAGE,
                        "--globals are those of the whole server: -n, -N, -t and -T choose nothing of them",
                        "without --globals they choose from the schema; for both, run it twice");
            }
            String script = GlobalsScript.of(
                    now.looking(watch -> now.toolkit().schemas().globals()),
                    "Belay " + Release.version(),
                    now.where().database(),
                    options());
            return written(now, out -> out.append(script));
        }
        Catalog catalog = now.looking(watch -> now.toolkit().schemas().catalog(choice.selection()));
        warn(now, catalog);
        List<String> idle = choice.selection().idle(catalog);
        if (!idle.isEmpty()) {
            now.note("note: nothing is called " + String.join(", ", idle) + ", so that it leaves nothing out");
        }
        if (now.json() || format.value() == Format.JSON) {
            now.envelope().write(0, new SchemaReport(now.where(), catalog));
            return 0;
        }
        if (format.value() == Format.TREE) {
            return now.answer(0, new SchemaReport(now.where(), catalog));
        }
        SchemaScript.Origin origin = new SchemaScript.Origin(
                "Belay " + Release.version(), now.where().database(), String.valueOf(catalog.major()));
        return written(now, out -> SchemaScript.write(catalog, origin, options(), out));
    }

    private int written(Invocation now, OutputFile.Content content) {
        if (file.given().isPresent()) {
            OutputFile.write(station.folder().resolve(file.value()), content);
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
        if (!allowMissing.given()) {
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
                !withoutOwners.given(),
                !withoutPrivileges.given(),
                !withoutComments.given(),
                true,
                !withoutTablespaces.given());
    }
}
