package dev.belay.tui.report;

import dev.belay.backup.BackupResult;
import dev.belay.backup.Shelf;
import dev.belay.backup.restore.DrillResult;
import java.util.Optional;

/**
 * What one run of a schedule did; for most people a backup and no more.
 *
 * @param verified what the spec says of what the drill has restored, if it was asked
 * @param enough the archive that was young enough; then there is nothing else
 */
public record RoundReport(
        Where where,
        String place,
        Optional<Shelf> enough,
        Optional<BackupResult> backup,
        Optional<DrillResult> drill,
        Optional<dev.belay.verify.Report> verified,
        Optional<PruneOutcome> pruned)
        implements Report {
    /** A backup that cannot be restored as it was. */
    public Optional<FailureReport> failure() {
        return proof().flatMap(DrillReport::failure);
    }

    private Optional<DrillReport> proof() {
        return drill.map(result -> new DrillReport(place + "/" + archive(), result, verified));
    }

    private String archive() {
        return backup.map(BackupResult::archive).orElse("");
    }

    @Override
    public void text(Page page) {
        enough.ifPresent(shelf -> {
            page.line(Tone.STRONG, where.line());
            page.line(Visible.line(shelf.name()) + " is young enough: nothing to do");
        });
        backup.ifPresent(result -> new BackupReport(where, place, result).text(page));
        proof().ifPresent(result -> result.text(page));
        pruned.ifPresent(result -> result.text(page));
    }

    @Override
    public void json(Json json) {
        backup.ifPresentOrElse(result -> new BackupReport(where, place, result).json(json), () -> where.json(json));
        json.text("enough", enough.map(Shelf::name))
                .object("drill", drill, result -> new DrillReport(archive(), result, verified).json(json))
                .object("pruned", pruned, result -> result.json(json));
    }
}
