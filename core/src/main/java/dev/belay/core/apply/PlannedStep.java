package dev.belay.core.apply;

import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.util.Optional;

/**
 * One migration to run, one way.
 *
 * @param migration what
 * @param direction which way
 * @param row the native row that the step will withdraw or finish, if there is one
 * @param progress what an earlier run has done of it already
 */
public record PlannedStep(
        Migration migration, Direction direction, Optional<HistoryRow> row, Optional<Progress> progress) {
    public Version version() {
        return migration.version();
    }
}
