package dev.belay.tui.cli;

import dev.belay.tui.OutputFile;
import dev.belay.tui.Rehearsing;
import dev.belay.tui.report.FailureReport;
import dev.belay.tui.report.Page;
import dev.belay.tui.report.RehearseReport;
import dev.belay.tui.report.Style;
import dev.belay.verify.rehearsal.RowChoice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Test-migration: up, down and up again in a temporary database. */
public final class RehearseCommand implements Command {
    private final Station station;
    private final String name;
    private final Common common = new Common();
    private final Argument<String> version =
            Argument.optionalOperand("VERSION", "Up to this one and with it; else all that is pending.");
    private final Argument<String> only = Argument.option("--only", "FILE|VERSION", "Only this migration.");
    private final Flag outOfOrder = new Flag("--out-of-order", "Allow migrations older than one that is applied.");
    private final Argument<String> on = Argument.option(
            "--on",
            "WHERE",
            "target, embedded, an environment or a place; the target's server unless it is protected.");
    private final Flag fromNothing =
            new Flag("--from-nothing", "Begin with an empty schema and take all migrations up; needs no database.");
    private final Argument<Integer> postgres =
            Argument.number("--postgres", "MAJOR", "With --from-nothing: the version of the embedded server; 15.");
    private final Argument<List<String>> roles =
            Argument.words("--roles", "NAME", "Roles that the embedded server shall have.");
    private final Argument<RowChoice> data = Argument.oneOf(
                    RowChoice.class,
                    "--data",
                    "WHICH",
                    "The rows of the copy: synthetic, one made-up row per table; full; or none.")
            .orElse(RowChoice.SYNTHETIC);
    private final Flag upOnly = new Flag("--up-only", "Do not try the ways down.");
    private final Flag strict =
            new Flag("--strict", "Fail where a way down loses rows, or something could not be seen.");
    private final Argument<Path> spec =
            Argument.path("--spec", "FILE", "The expectations; those of the project, where there are some.");
    private final Argument<Format> format = Argument.oneOf(
                    Format.class, "--format", "HOW", "text, json or markdown; text.")
            .orElse(Format.TEXT);
    private final Argument<Path> file = Argument.path("-o,--output", "FILE", "Write to a file instead.");

    /** How the result is written. */
    enum Format {
        TEXT,
        JSON,
        MARKDOWN
    }

    /** {@code name} is the word that users type: there are two. */
    public RehearseCommand(Station station, String name) {
        this.station = station;
        this.name = name;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        name,
                        name.equals("rehearse")
                                ? "Test what is pending on a temporary copy: up, spec, down, back where it began, up again."
                                : "The same as rehearse.")
                .with(
                        common,
                        version,
                        only,
                        outOfOrder,
                        on,
                        fromNothing,
                        postgres,
                        roles,
                        data,
                        upOnly,
                        strict,
                        spec,
                        format,
                        file)
                .exitCodes(
                        "0:everything went up, led back, and went up again; or nothing is pending",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.LOCKED,
                        ExitCodes.MIGRATION,
                        "6:a way down is missing or does not lead back, or the spec does not hold",
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            Rehearsing.Wish wish = new Rehearsing.Wish(
                    Requests.up(common, now, new Requests.Up(version.given(), only.given(), outOfOrder.given())),
                    on.given(),
                    fromNothing.given(),
                    postgres.given(),
                    data.value(),
                    !upOnly.given(),
                    strict.given(),
                    spec.given().map(station.folder()::resolve),
                    roles.given().orElse(List.of()));
            RehearseReport report = now.looking(watch -> now.toolkit().rehearse(wish, watch));
            return tell(now, report);
        });
    }

    private int tell(Invocation now, RehearseReport report) {
        Optional<FailureReport> failure = report.failure();
        int exit = report.result().exitCode();
        boolean json = now.json() || format.value() == Format.JSON;
        if (file.given().isPresent()) {
            OutputFile.print(
                    station.folder().resolve(file.value()), out -> write(now, report, out, new Page(out, Style.PLAIN)));
        } else {
            write(now, report, now.out(), now.data());
        }
        now.out().flush();
        if (!json || file.given().isPresent()) {
            failure.ifPresent(why -> why.text(now.messages()));
        }
        return exit;
    }

    private void write(Invocation now, RehearseReport report, PrintWriter out, Page page) {
        int exit = report.result().exitCode();
        if (now.json() || format.value() == Format.JSON) {
            report.failure()
                    .ifPresentOrElse(
                            why -> now.envelope(out).write(exit, why, report),
                            () -> now.envelope(out).write(exit, report));
        } else if (format.value() == Format.MARKDOWN) {
            out.print(report.markdown());
        } else {
            report.text(page, common.verbose());
        }
    }
}
