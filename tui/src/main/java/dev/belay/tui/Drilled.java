package dev.belay.tui;

import dev.belay.backup.restore.DrillResult;
import dev.belay.verify.Report;
import java.util.Optional;

/**
 * How a drill ended.
 *
 * @param verified what the spec says of the restored database; empty where it was not asked, or that is not what was backed up
 */
public record Drilled(DrillResult drill, Optional<Report> verified) {
    /** Whether the archive is what was backed up, and that is what it should be. */
    public boolean ok() {
        return drill.ok() && verified.map(Report::passed).orElse(true);
    }
}
