package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.Fingerprint;
import dev.belay.core.catalog.SnapshotText;
import dev.belay.tui.OutputFile;
import dev.belay.tui.report.SnapshotReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Writes down what the schema is, for review and for drift. */
public final class SnapshotCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Argument<String> file = Argument.option(
            "-o,--output",
            "FILE",
            "The file; - is standard output. By default snapshot: of belay.yaml, or schema.snapshot.");
    private final Flag allowMissing = new Flag("--allow-missing", "Write the rest although something cannot be read.");

    public SnapshotCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "snapshot",
                        "Write the schema of the database to a text file that people review and drift compares.")
                .with(common, file, allowMissing)
                .exitCodes(
                        ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.ALTERED, ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            boolean printed = file.given().filter("-"::equals).isPresent();
            if (printed && now.json()) {
                throw new BelayException(
                        Kind.USAGE,
                        "-o - and --json both want standard output",
                        "leave one of them out, or say -o FILE with --json");
            }
            Described schema = now.looking(watch -> now.toolkit().schemas().ownSchema(allowMissing.given()));
            if (printed) {
                try {
                    SnapshotText.write(schema, now.out());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return 0;
            }
            Path to = file.given()
                    .map(station.folder()::resolve)
                    .orElseGet(now.toolkit().schemas()::snapshot);
            OutputFile.write(to, out -> SnapshotText.write(schema, out));
            return now.answer(
                    0,
                    new SnapshotReport(
                            now.where(),
                            to,
                            schema.objects().size(),
                            Fingerprint.of(schema).toString()));
        });
    }
}
