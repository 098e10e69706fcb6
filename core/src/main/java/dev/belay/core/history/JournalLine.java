package dev.belay.core.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal as people read it. Empty texts stand for what a line does not have.
 *
 * @param id ever growing
 * @param run the run's id
 * @param at time stamp with zone, as the server prints it
 * @param event what happened, as stored
 * @param version the migration, or empty
 * @param direction {@code up}, {@code down}, or empty
 * @param unit the number of the unit, if it speaks of one
 * @param milliseconds how long it took, if it took time
 * @param user the database user
 * @param sqlState of a failure, or empty
 * @param message of a failure or a reason, or empty
 * @param detail JSON, or empty
 */
public record JournalLine(
        long id,
        String run,
        String at,
        String event,
        String version,
        String direction,
        Optional<Integer> unit,
        Optional<Long> milliseconds,
        String user,
        String sqlState,
        String message,
        String detail) {
    static JournalLine map(ResultSet row) throws SQLException {
        int unit = row.getInt("unit");
        Optional<Integer> numbered = row.wasNull() ? Optional.empty() : Optional.of(unit);
        long milliseconds = row.getLong("ms");
        Optional<Long> timed = row.wasNull() ? Optional.empty() : Optional.of(milliseconds);
        return new JournalLine(
                row.getLong("id"),
                row.getString("run_id"),
                row.getString("at"),
                row.getString("event"),
                text(row.getString("version")),
                text(row.getString("direction")),
                numbered,
                timed,
                text(row.getString("database_user")),
                text(row.getString("sqlstate")),
                text(row.getString("message")),
                text(row.getString("detail")));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
