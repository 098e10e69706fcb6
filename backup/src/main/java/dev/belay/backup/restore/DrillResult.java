package dev.belay.backup.restore;

import dev.belay.backup.DrillRecord;

/**
 * How a drill ended.
 *
 * @param restore how the restore itself went
 */
public record DrillResult(RestoreResult restore, DrillRecord drill) {
    public boolean ok() {
        return drill.ok();
    }
}
