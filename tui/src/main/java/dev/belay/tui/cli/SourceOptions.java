package dev.belay.tui.cli;

import dev.belay.backup.restore.RestoreOptions;
import dev.belay.tui.RestoreRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which archive a verb reads, and with which keys. */
final class SourceOptions implements Piece {
    private final Argument<String> archive = Argument.optionalOperand(
                    "ARCHIVE", "A folder or file, s3://bucket/prefix/…, or latest; latest if nothing is said.")
            .orElse("latest");

    private final Argument<String> from = Argument.option(
            "--from",
            "PLACE",
            "Where latest is looked for: a folder or s3://bucket/prefix; backup: {to: …} if nothing is said.");

    private final Argument<Path> identity = Argument.path("--identity", "FILE", "The key of an encrypted archive.");

    private final Argument<Map<String, String>> storage = new Argument<Map<String, String>>(OptionSpec.builder("--s3")
                    .type(Map.class)
                    .auxiliaryTypes(String.class, String.class)
                    .paramLabel("NAME=VALUE")
                    .description("How S3 is spoken to: endpoint, region, profile, path-style, checksums, timeout.")
                    .build())
            .orElse(Map.of());

    @Override
    public void addTo(CommandSpec command) {
        List.<Piece>of(archive, from, identity, storage).forEach(piece -> piece.addTo(command));
    }

    String archive() {
        return archive.value();
    }

    /** A request for this archive. */
    RestoreRequest request(Optional<String> into, Optional<String> create, RestoreOptions options) {
        // As a path it would be this folder.
        Unset.refuse("the archive", archive.value());
        return new RestoreRequest(
                archive.value(), from.given(), into, create, identity.given(), storage.value(), options);
    }
}
