package dev.belay.tui.cli;

import dev.belay.tui.ArchiveTools;
import picocli.CommandLine.Model.CommandSpec;

/** Shows what there is to restore. */
public final class BackupsCommand implements Command {
    private final Station station;

    private final Common common = new Common();

    private final PlaceOptions place = new PlaceOptions();

    public BackupsCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "backups",
                        "List the archives and dumps in a place, newest first: age, size, rows, encrypted, drilled.")
                .with(common, place)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.BACKUP, ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            ArchiveTools archives = now.toolkit().archives();
            archives.expect(place.place());
            return now.answer(0, now.filing(() -> archives.backups(place.place(), place.storage())));
        });
    }
}
