package dev.belay.tui;

import dev.belay.core.apply.Workplace;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.history.JournalLine;
import dev.belay.core.migration.Version;
import dev.belay.tui.report.HistoryReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads what the journal has recorded. */
final class Past {
    private final Workplace place;

    Past(Workplace place) {
        this.place = place;
    }

    List<JournalLine> lines(Optional<Version> version, int limit) {
        try (Connection connection = place.database().forReading().connect()) {
            if (version.isEmpty()) {
                return place.journal().lines(connection, limit);
            }
            return place.journal().lines(connection, Integer.MAX_VALUE).stream()
                    .filter(line -> line.version().equals(version.get().text()))
                    .limit(limit)
                    .toList();
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    HistoryReport.Text text(Version version) {
        Optional<String> now = place.convention().migrations().stream()
                .filter(migration -> migration.version().equals(version))
                .findFirst()
                .flatMap(migration -> read(migration.file()));
        try (Connection connection = place.database().forReading().connect()) {
            return new HistoryReport.Text(place.journal().text(connection, version), now);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
