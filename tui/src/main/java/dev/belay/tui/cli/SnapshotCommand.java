package dev.belay.tui.cli;

import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.Fingerprint;
import dev.belay.core.catalog.SnapshotText;
import dev.belay.tui.report.SnapshotReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes down what the schema is, for review and for drift. */
@Command(
        name = "snapshot",
        description = "Write the schema of the database to a text file that people review and drift compares.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION})
public final class SnapshotCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file; - is standard output. By default snapshot: of belay.yaml, or schema.snapshot.")
    private Optional<String> file = Optional.empty();

    @Option(names = "--allow-missing", description = "Write the rest although something cannot be read.")
    private boolean allowMissing;

    public SnapshotCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            Described schema = now.toolkit().ownSchema(allowMissing);
            if (file.filter("-"::equals).isPresent()) {
                try {
                    SnapshotText.write(schema, now.out());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return 0;
            }
            Path to = file.map(station.folder()::resolve).orElseGet(now.toolkit()::snapshot);
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
