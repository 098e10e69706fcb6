package dev.belay.tui.cli;

import dev.belay.backup.BackupOptions;
import dev.belay.backup.Manifest.Contents;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.core.catalog.Selection;
import dev.belay.tui.BackupRequest;
import dev.belay.tui.BackupRound;
import dev.belay.tui.Drilled;
import dev.belay.tui.report.RoundReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Backs a database up, as it is in one moment. */
public final class BackupCommand implements Command {
    /** In bytes a second. Nobody means less: a unit was forgotten. */
    private static final long SLOWEST = 1000;

    private final Station station;

    private final Common common = new Common();

    private final Choice choice = new Choice();

    private final Argument<String> to = Argument.option(
            "--to",
            "PLACE",
            "The folder of the backups, or s3://bucket/prefix; the new file with --format custom or tar."
                    + " By default backup: to: of the environment.");

    private final Argument<Layout> format = Argument.oneOf(
                    Layout.class, "--format", "HOW", "directory, custom or tar; directory.")
            .orElse(Layout.DIRECTORY);

    private final Argument<Integer> jobs =
            Argument.number("-j,--jobs", "N", "Sessions that copy at once; 2.").orElse(2);

    private final Argument<Compression> compression = new Argument<>(OptionSpec.builder("--compress")
            .paramLabel("HOW")
            .description("zstd, gzip or none, with a level if you like: zstd:9. By default zstd:1, which stock"
                    + " pg_restore reads from version 16 on; none for tar.")
            .type(Compression.class)
            .converters(new Squeeze())
            .build());

    private final Argument<List<String>> recipients = Argument.options(
            "--encrypt-to", "RECIPIENT", "Encrypt for this age recipient (age1…); may be given several times.");

    private final Flag schemaOnly = new Flag("--schema-only", "No rows.");

    private final Flag dataOnly = new Flag("--data-only", "Only rows, sequences' values and large objects.");

    private final Argument<List<String>> withoutRows =
            Argument.options("--exclude-table-data", "PATTERN", "Not the rows of these tables.");

    private final Flag globals = new Flag("--globals", "Roles, memberships and tablespaces too, as globals.sql.");

    private final Flag binary =
            new Flag("--binary", "Rows in PostgreSQL's binary format: faster to restore, but never a script.");

    private final Argument<Long> rate = new Argument<>(OptionSpec.builder("--rate")
            .paramLabel("BYTES")
            .description("Read at most so many bytes a second: 50MB.")
            .type(Long.class)
            .converters(new ByteCount())
            .build());

    private final Flag allowMissing =
            new Flag("--allow-missing", "Back up the rest although something cannot be read.");

    private final Argument<Map<String, String>> storage = new Argument<Map<String, String>>(OptionSpec.builder("--s3")
                    .type(Map.class)
                    .auxiliaryTypes(String.class, String.class)
                    .paramLabel("NAME=VALUE")
                    .description("How S3 is spoken to: endpoint, region, encryption, storage-class, tags and others.")
                    .build())
            .orElse(Map.of());

    private final RoundOptions round = new RoundOptions();

    public BackupCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "backup", "Back up the database into an archive that pg_restore and Belay read.")
                .with(
                        common,
                        choice,
                        to,
                        format,
                        jobs,
                        compression,
                        recipients,
                        schemaOnly,
                        dataOnly,
                        withoutRows,
                        globals,
                        binary,
                        rate,
                        allowMissing,
                        storage,
                        round)
                .exitCodes(
                        ExitCodes.OK,
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.LOCKED,
                        ExitCodes.SPEC,
                        ExitCodes.BACKUP,
                        ExitCodes.INTEGRITY,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, this::backUp);
    }

    private int backUp(Invocation now) {
        if (schemaOnly.given() && dataOnly.given()) {
            throw Requests.wrong(common, "only one of --schema-only and --data-only can be given");
        }
        if (jobs.value() < 1) {
            throw Requests.wrong(common, "--jobs is " + jobs.value() + ", and must be at least 1");
        }
        if (rate.given().filter(bytes -> bytes < SLOWEST).isPresent()) {
            throw Requests.wrong(
                    common,
                    "--rate is " + rate.given().get() + " bytes a second, and must be at least 1 kB: write 50MB");
        }
        BackupRequest request =
                new BackupRequest(to.given(), storage.value(), format.value(), recipients.value(), options());
        if (round.given() && format.value() != Layout.DIRECTORY) {
            throw Requests.wrong(
                    common,
                    "--drill, --prune, --unless-newer-than and --metrics-file are about a place of backups, and --format "
                            + format.value().name().toLowerCase(Locale.ROOT) + " is one file");
        }
        BackupRound.Wish wish = round.wish(now);
        BackupRound.Result result = now.observed((listener, cancellation) ->
                now.toolkit().archives().backup(request, wish, listener, RestoreListener.SILENT, cancellation));
        RoundReport report = new RoundReport(
                now.where(),
                now.toolkit().archives().backupPlace(request),
                result.enough(),
                result.backup(),
                result.drill().map(Drilled::drill),
                result.drill().flatMap(Drilled::verified),
                result.pruned());
        return report.failure().map(failure -> now.answer(failure, report)).orElseGet(() -> now.answer(0, report));
    }

    private BackupOptions options() {
        return BackupOptions.builder()
                .contents(schemaOnly.given() ? Contents.SCHEMA : dataOnly.given() ? Contents.DATA : Contents.ALL)
                .selection(choice.selection())
                .rows(rows())
                .jobs(jobs.value())
                .compression(compression
                        .given()
                        .orElseGet(() ->
                                format.value() == Layout.TAR ? Compression.NONE : BackupOptions.DEFAULT.compression()))
                .binary(binary.given())
                .globals(globals.given())
                .allowMissing(allowMissing.given())
                .rate(rate.given().map(OptionalLong::of).orElseGet(OptionalLong::empty))
                .build();
    }

    private Selection rows() {
        Selection rows = Selection.EVERYTHING;
        for (String pattern : withoutRows.value()) {
            rows = rows.withoutTable(pattern);
        }
        return rows;
    }
}
