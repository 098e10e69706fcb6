package dev.belay.tui;

import dev.belay.backup.BackupListener;
import dev.belay.backup.Check.CheckListener;
import dev.belay.backup.Retention;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.backup.restore.RestoreResult;
import dev.belay.core.apply.Cancellation;
import dev.belay.tui.report.Exported;
import dev.belay.tui.report.PlaceListing;
import dev.belay.tui.report.PruneOutcome;
import dev.belay.tui.report.RestoreListReport;
import dev.belay.tui.report.Where;
import java.util.Map;
import java.util.Optional;

/** The part of the toolkit that is about archives: every verb is one method. */
public final class ArchiveTools {
    private final Project project;
    private final Start start;

    ArchiveTools(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    /** Backs the database up, as it is in one moment, and does what else one run of a schedule does. */
    public BackupRound.Result backup(
            BackupRequest request,
            BackupRound.Wish wish,
            BackupListener copying,
            RestoreListener restoring,
            Cancellation cancellation) {
        return new BackupRound(project, start, request, wish).run(copying, restoring, cancellation);
    }

    /** Where a backup goes, for people. */
    public String backupPlace(BackupRequest request) {
        return new BackupRun(project, start).place(request);
    }

    /** The database that a restore is about. */
    public Where restoreTarget(Optional<String> into, Optional<String> create) {
        return new Restoring(project, start).where(into, create);
    }

    /** Which archive it is that would be restored, by its whole name. No database is touched. */
    public String look(RestoreRequest request) {
        return new Restoring(project, start).look(request);
    }

    /** What a restore would bring. No database is touched. */
    public RestoreListReport restorable(RestoreRequest request) {
        return new Restoring(project, start).list(request);
    }

    public RestoreResult restore(RestoreRequest request, RestoreListener listener, Cancellation cancellation) {
        return new Restoring(project, start).run(request, listener, cancellation);
    }

    /** Restores an archive into a temporary database and compares it. */
    public Drilled drill(RestoreRequest request, DrillWish wish, RestoreListener listener, Cancellation cancellation) {
        return new Restoring(project, start).drill(request, "--on", wish, listener, cancellation);
    }

    /** Proves every byte of an archive, without a server. */
    public Checked check(RestoreRequest request, CheckListener listener, Cancellation cancellation) {
        return new Backups(project, start).check(request, listener, cancellation);
    }

    /** Turns an archive into one that stock tools take, or into SQL. */
    public Exported export(RestoreRequest request, ExportRequest wanted) {
        return new Backups(project, start).export(request, wanted);
    }

    /**
     * Refuses a folder that is not there, for whoever would only find nothing in it.
     *
     * @param place as it was typed; the one of the configuration is made by the first backup
     * @throws BelayException of kind USAGE
     */
    public void expect(Optional<String> place) {
        new Backups(project, start).expect(place);
    }

    /**
     * The archives and dumps in a place, newest first.
     *
     * @param place empty for that of the configuration
     * @param storage options of {@code s3://}, by name
     */
    public PlaceListing backups(Optional<String> place, Map<String, String> storage) {
        return new Backups(project, start).list(place, storage);
    }

    /**
     * Deletes the archives that no rule keeps.
     *
     * @param retention empty for the rules of the environment
     * @param dryRun whether only to say what would go
     */
    public PruneOutcome prune(
            Optional<String> place, Map<String, String> storage, Optional<Retention> retention, boolean dryRun) {
        return new Backups(project, start).prune(place, storage, retention, dryRun);
    }

    /** The rules of the command line, or else of the environment; it is an error when neither has any. */
    public Retention retention(Optional<Retention> said) {
        return new Backups(project, start).rules(said);
    }
}
