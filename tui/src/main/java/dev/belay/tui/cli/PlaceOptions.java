package dev.belay.tui.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Where the backups are that a verb looks through. */
final class PlaceOptions implements Piece {
    private final Argument<String> place = Argument.optionalOperand(
            "PLACE", "A folder or s3://bucket/prefix; backup: {to: …} of the environment if nothing is said.");

    private final Argument<Map<String, String>> storage = new Argument<Map<String, String>>(OptionSpec.builder("--s3")
                    .type(Map.class)
                    .auxiliaryTypes(String.class, String.class)
                    .paramLabel("NAME=VALUE")
                    .description("How S3 is spoken to: endpoint, region, profile, path-style, checksums, timeout.")
                    .build())
            .orElse(Map.of());

    @Override
    public void addTo(CommandSpec command) {
        List.<Piece>of(place, storage).forEach(piece -> piece.addTo(command));
    }

    Optional<String> place() {
        return place.given();
    }

    Map<String, String> storage() {
        return storage.value();
    }
}
