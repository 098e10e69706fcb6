package dev.belay.tui.cli;

import dev.belay.backup.Retention;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.BackupRound;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a schedule wants besides the backup itself. */
final class RoundOptions implements Piece {
    private final Flag drill = new Flag("--drill", "Restore the backup into a temporary database and compare it.");
    private final Argument<String> drillOn = Argument.option(
            "--drill-on", "WHERE", "target, embedded, an environment or a place; by default as belay drill does.");
    private final Flag verify = new Flag("--verify", "With --drill: hold what it restores against the spec too.");
    private final Argument<Path> identity =
            Argument.path("--identity", "FILE", "The key that the drill of an encrypted backup needs.");
    private final Flag prune = new Flag("--prune", "Then delete the older ones that no rule keeps.");
    private final KeepOptions keep = new KeepOptions();
    private final Argument<Duration> newer = new Argument<>(OptionSpec.builder("--unless-newer-than")
            .paramLabel("AGE")
            .description("Do nothing if there is a younger backup: 20h. Waits for one that is being made.")
            .type(Duration.class)
            .converters(new Span())
            .build());
    private final Argument<Path> metrics =
            Argument.path("--metrics-file", "FILE", "Write when a backup and a drill last worked, as OpenMetrics.");

    @Override
    public void addTo(CommandSpec command) {
        List.of(drill, drillOn, verify, identity, prune, keep, newer, metrics).forEach(piece -> piece.addTo(command));
    }

    /** Whether anything is wanted at all. */
    boolean given() {
        return drill.given()
                || prune.given()
                || newer.given().isPresent()
                || metrics.given().isPresent();
    }

    BackupRound.Wish wish(Invocation now) {
        Optional<Retention> rules = keep.retention();
        if (rules.isPresent() && !prune.given()) {
            throw new BelayException(Kind.USAGE, "the --keep options belong to --prune", "add --prune");
        }
        if (verify.given() && !drill.given()) {
            throw new BelayException(Kind.USAGE, "--verify is about what a drill has restored", "add --drill");
        }
        if (drillOn.given().isPresent() && !drill.given()) {
            throw new BelayException(Kind.USAGE, "--drill-on says where a drill is done, and none is", "add --drill");
        }
        if (identity.given().isPresent() && !drill.given()) {
            throw new BelayException(
                    Kind.USAGE,
                    "--identity is the key that a drill reads with, and none is done",
                    "add --drill; --encrypt-to says for whom a backup is encrypted");
        }
        return new BackupRound.Wish(
                drill.given(),
                drillOn.given(),
                verify.given(),
                prune.given() ? Optional.of(now.toolkit().archives().retention(rules)) : Optional.empty(),
                newer.given(),
                metrics.given(),
                identity.given());
    }
}
