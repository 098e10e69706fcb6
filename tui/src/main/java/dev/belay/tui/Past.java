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
        return read(connection -> version.isPresent()
                ? place.journal().linesOf(connection, version.get(), limit)
                : place.journal().lines(connection, limit));
    }

    List<JournalLine> runs(int limit) {
        return read(connection -> place.journal().linesOfRuns(connection, limit));
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T read(Question<T> question) {
        try (Connection connection = place.database().forReading().connect()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    HistoryReport.Text text(Version version) {
        Optional<String> now = place.convention().migrations().stream()
                .filter(migration -> migration.version().equals(version))
                .findFirst()
                .flatMap(migration -> read(migration.file()));
        return new HistoryReport.Text(read(connection -> place.journal().text(connection, version)), now);
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
