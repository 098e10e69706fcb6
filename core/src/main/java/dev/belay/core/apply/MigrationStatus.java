package dev.belay.core.apply;

import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.util.Optional;

/**
 * One line of {@code belay status}.
 *
 * @param version the version
 * @param title from the file, or from the history where there is no file
 * @param state how it stands
 * @param migration the file, unless it is missing
 * @param row the row of the native history that decides, if there is one
 * @param progress how far a broken run came, if one is open
 * @param by whoever applied it, if the journal has seen it
 */
public record MigrationStatus(
        Version version,
        String title,
        State state,
        Optional<Migration> migration,
        Optional<HistoryRow> row,
        Optional<Progress> progress,
        Optional<String> by) {}
