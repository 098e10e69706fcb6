package dev.belay.tui.cli;

import dev.belay.backup.archive.ArchiveFormat;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.restore.RestoreOptions;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.ExportRequest;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Nobody is locked in: what Belay keeps becomes what stock tools read. */
public final class ExportCommand implements Command {
    private final Station station;

    private final Common common = new Common();

    private final SourceOptions source = new SourceOptions();

    private final Argument<String> to = new Argument<>(OptionSpec.builder("-o", "--output")
            .paramLabel("PATH")
            .description("A new folder for directory, a new file for the others.")
            .type(String.class)
            .required(true)
            .build());

    private final Argument<String> format = Argument.option(
                    "--format", "FORMAT", "directory (if nothing is said), custom, tar or sql.")
            .orElse("directory");

    private final Argument<String> compression = Argument.option(
            "--compress", "HOW", "gzip (if nothing is said), zstd, which needs pg_restore 16 or newer, or none.");

    public ExportCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "export",
                        "Turn an archive, encrypted or not, into a stock directory, custom or tar archive, or into SQL.")
                .with(common, source, to, format, compression)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.BACKUP, ExitCodes.INTEGRITY, ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(
                station,
                now -> now.answer(
                        0,
                        now.filing(() -> now.toolkit()
                                .archives()
                                .export(
                                        source.request(Optional.empty(), Optional.empty(), RestoreOptions.DEFAULT),
                                        new ExportRequest(format(), output())))));
    }

    private Path output() {
        String path = to.value();
        Unset.refuse("the output", path);
        if (path.equals("-") || path.startsWith("s3://")) {
            throw new BelayException(
                    Kind.USAGE,
                    "an export is not written to " + (path.equals("-") ? "standard output" : "s3://"),
                    "name a file or folder on a disk");
        }
        return Path.of(path);
    }

    private Optional<ArchiveFormat> format() {
        return switch (format.value()) {
            case "directory" -> Optional.of(ArchiveFormat.of(Layout.DIRECTORY, compression("gzip")));
            case "custom" -> Optional.of(ArchiveFormat.of(Layout.CUSTOM, compression("gzip")));
            case "tar" -> Optional.of(ArchiveFormat.of(Layout.TAR, compression("none")));
            case "sql" -> {
                if (compression.given().isPresent()) {
                    throw new BelayException(
                            Kind.USAGE, "SQL is written as it is", "leave --compress out, and compress the file");
                }
                yield Optional.empty();
            }
            default ->
                throw new BelayException(
                        Kind.USAGE,
                        "there is no format \"" + format.value() + "\"",
                        "give directory, custom, tar or sql");
        };
    }

    private Compression compression(String otherwise) {
        String said = compression.given().orElse(otherwise);
        return switch (said) {
            case "gzip" -> Compression.of(Algorithm.GZIP);
            case "zstd" -> new Compression(Algorithm.ZSTD, 1);
            case "none" -> Compression.NONE;
            default ->
                throw new BelayException(
                        Kind.USAGE, "there is no compression \"" + said + "\"", "give gzip, zstd or none");
        };
    }
}
