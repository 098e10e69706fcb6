package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Selection;
import dev.belay.core.migration.Version;
import dev.belay.tui.OutputFile;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.InitReport;
import dev.belay.tui.report.UsageReport;
import dev.belay.tui.report.VerifyFormat;
import dev.belay.tui.report.VerifyReport;
import dev.belay.verify.usage.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Holds the database against its spec. Reads only, but for a temporary database. */
public final class VerifyCommand implements Command {
    private final Station station;

    private final Common common = new Common();

    private final Argument<Path> spec =
            Argument.path("--spec", "FILE", "The expectations; verify: of belay.yaml, or verify.yaml beside it.");

    private final Argument<List<String>> only = Argument.words(
            "--only", "CHECK", "Only these checks, such as rows, index, or health for all that health asks.");

    private final Findings findings = new Findings();

    private final Argument<String> scratch = Argument.option(
            "--scratch",
            "WHERE",
            "Where what changes something is tried: target, embedded, an environment or a place.");

    private final Flag record = new Flag(
            "--record", "Write down the rows and hashes of the tables that the spec wants unchanged, instead.");

    private final Flag usage =
            new Flag("--usage", "Show how indexes and tables are used, and the slowest queries, instead.");

    private final Argument<List<String>> tables =
            Argument.options("-t,--table", "PATTERN", "With --usage: only these tables; patterns are those of psql.");

    private final Argument<Usage.Order> sort = Argument.oneOf(
                    Usage.Order.class, "--sort", "HOW", "With --usage: scans, size or name; scans.")
            .orElse(Usage.Order.SCANS);

    private final Flag unused = new Flag("--unused", "With --usage: only indexes that nothing uses.");

    private final Flag init = new Flag("--init", "Write a spec of what the database is now, instead.");

    private final Argument<String> fromMigration = Argument.option(
            "--from-migration",
            "VERSION",
            "Write the part of a spec that this migration adds, instead; tried in an empty temporary database.");

    public VerifyCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "verify",
                        "Check that the database is what the spec says: shape, validity, rows, history and health.")
                .with(
                        common,
                        spec,
                        only,
                        findings.strict(),
                        findings.format(),
                        scratch,
                        init,
                        fromMigration,
                        record,
                        usage,
                        tables,
                        sort,
                        unused,
                        findings.file())
                .exitCodes(
                        "0:everything is as it should be",
                        "1:something is not, or nothing was checked",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            refuseWhatWouldBeIgnored();
            if (usage.given()) {
                return usage(now);
            }
            if (record.given()) {
                return record(now);
            }
            return fromMigration.given().isPresent() ? part(now) : init.given() ? write(now) : verify(now);
        });
    }

    private void refuseWhatWouldBeIgnored() {
        List<String> instead = Stream.of(
                        usage.given() ? "--usage" : "",
                        record.given() ? "--record" : "",
                        init.given() ? "--init" : "",
                        fromMigration.given().isPresent() ? "--from-migration" : "")
                .filter(word -> !word.isEmpty())
                .toList();
        if (instead.size() > 1) {
            throw Requests.wrong(common, String.join(" and ", instead) + " cannot be given together");
        }
        String what = instead.isEmpty() ? "a verification" : instead.get(0);
        boolean textOrJson = findings.format().given().isEmpty()
                || findings.format().value() == VerifyFormat.TEXT
                || (usage.given() && findings.format().value() == VerifyFormat.JSON);
        refuse("--format", what, !instead.isEmpty() && !textOrJson);
        refuse("--only", what, !instead.isEmpty() && only.given().isPresent());
        refuse("-o", what, record.given() && findings.file().given().isPresent());
        refuse("-t", what, !usage.given() && tables.given().isPresent());
        refuse("--sort", what, !usage.given() && sort.given().isPresent());
        refuse("--strict", what, !instead.isEmpty() && findings.strict().given());
        refuse("--unused", what, !usage.given() && unused.given());
    }

    private void refuse(String option, String what, boolean ignored) {
        if (ignored) {
            throw Requests.wrong(common, what + " has no use for this " + option);
        }
    }

    private int record(Invocation now) {
        Path path = spec.given().map(station.folder()::resolve).orElseGet(now.toolkit()::spec);
        Path first = null;
        for (Map.Entry<Path, String> one :
                now.looking(watch -> now.toolkit().record(path)).entrySet()) {
            OutputFile.write(one.getKey(), out -> out.append(one.getValue()));
            first = first == null ? one.getKey() : first;
        }
        return now.answer(0, new InitReport(now.where(), first == null ? path : first));
    }

    private int usage(Invocation now) {
        Selection selection = Selection.EVERYTHING;
        for (String pattern : tables.value()) {
            selection = selection.table(pattern);
        }
        Usage all = now.looking(watch -> now.toolkit().usage())
                .only(selection::hasTable)
                .by(sort.value());
        return findings.giveOther(station, now, new UsageReport(now.where(), unused.given() ? all.unused() : all));
    }

    private int verify(Invocation now) {
        Path path = spec.given().map(station.folder()::resolve).orElseGet(now.toolkit()::spec);
        Toolkit.Verify wish = new Toolkit.Verify(path, new LinkedHashSet<>(only.value()), scratch.given());
        VerifyReport report =
                new VerifyReport(now.where(), now.looking(watch -> now.toolkit().verify(wish)));
        return findings.give(station, now, report, path.toString());
    }

    private int part(Invocation now) {
        if (now.json()) {
            throw Requests.wrong(common, "--from-migration writes YAML, and --json is something else");
        }
        Version version = now.toolkit().version(fromMigration.value());
        String text = now.looking(watch -> now.toolkit().draftSpec(version, scratch.given(), watch));
        if (findings.file().given().isPresent()) {
            OutputFile.write(station.folder().resolve(findings.file().value()), out -> out.append(text));
        } else {
            now.out().print(text);
        }
        return 0;
    }

    private int write(Invocation now) {
        Path path = findings.file()
                .given()
                .or(() -> spec.given())
                .map(station.folder()::resolve)
                .orElseGet(now.toolkit()::spec);
        if (Files.exists(path) && findings.file().given().isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "there is a spec already: \"" + path + "\"",
                    "-o FILE writes another one, to compare them; -o with the same name replaces it");
        }
        String text = now.looking(watch -> now.toolkit().draftSpec());
        OutputFile.write(path, out -> out.append(text));
        return now.answer(0, new InitReport(now.where(), path));
    }
}
