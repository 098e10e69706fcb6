package dev.belay.tui.cli;

import dev.belay.tui.ArchiveTools;
import picocli.CommandLine.Model.CommandSpec;

/** Deletes old archives. */
public final class PruneCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final PlaceOptions place = new PlaceOptions();
    private final KeepOptions keep = new KeepOptions();
    private final Flag dryRun = new Flag("--dry-run", "Only say what would be deleted.");

    public PruneCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "prune", "Delete the archives that no rule keeps, and what killed backups left behind.")
                .with(common, place, keep, dryRun)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.BACKUP, ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            ArchiveTools archives = now.toolkit().archives();
            archives.expect(place.place());
            return now.answer(
                    0,
                    now.filing(() -> archives.prune(place.place(), place.storage(), keep.retention(), dryRun.given())));
        });
    }
}
