package dev.belay.core.convention;

import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.HistoryRow.State;
import dev.belay.core.migration.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads Flyway's table, in which some rows speak of others: an UNDO or DELETE row takes back what came before it, and a
 * repeatable migration has a row for each run, of which only the last says anything about now.
 */
final class FlywayRows {
    private static final String COLUMNS = """
            installed_rank::text AS id, version, description, type, checksum::text AS checksum, success,
            pg_catalog.to_char(installed_on, 'YYYY-MM-DD HH24:MI:SS.US') AS at""";

    private FlywayRows() {}

    private record Row(HistoryRow row, String type) {
        boolean takesBack() {
            return type.startsWith("UNDO") || type.equals("DELETE");
        }
    }

    static List<HistoryRow> read(Connection connection, QualifiedName table) throws SQLException {
        List<HistoryRow> rows = new ArrayList<>();
        for (Row row : Sql.list(
                connection,
                "SELECT " + COLUMNS + " FROM " + table.sql()
                        + " WHERE type OPERATOR(pg_catalog.<>) 'SCHEMA' ORDER BY installed_rank",
                FlywayRows::map)) {
            add(row, rows);
        }
        return List.copyOf(rows);
    }

    private static void add(Row row, List<HistoryRow> rows) {
        boolean finished = row.row().state() != State.UNFINISHED;
        if (row.takesBack() && finished) {
            rows.replaceAll(earlier -> about(earlier, row) ? with(earlier, State.ROLLED_BACK) : earlier);
            return;
        }
        if (row.row().version().text().startsWith(FlywayVersion.REPEATABLE)) {
            rows.removeIf(earlier -> about(earlier, row));
        }
        rows.add(row.row());
    }

    private static boolean about(HistoryRow earlier, Row row) {
        return earlier.version().equals(row.row().version()) && earlier.state() != State.BASELINE;
    }

    private static HistoryRow with(HistoryRow row, State state) {
        return new HistoryRow(row.version(), row.id(), row.appliedAt(), state, row.checksum(), row.title());
    }

    /** The row of this rank. */
    static HistoryRow row(Connection connection, QualifiedName table, int rank) throws SQLException {
        return Sql.one(
                        connection,
                        "SELECT " + COLUMNS + " FROM " + table.sql() + " WHERE installed_rank " + HistoryTable.IS
                                + " ?",
                        FlywayRows::map,
                        rank)
                .row();
    }

    private static Row map(ResultSet row) throws SQLException {
        String type = row.getString("type");
        String description = row.getString("description");
        return new Row(
                new HistoryRow(
                        version(Optional.ofNullable(row.getString("version")), description),
                        row.getString("id"),
                        row.getString("at"),
                        state(type, row.getBoolean("success")),
                        Optional.ofNullable(row.getString("checksum")),
                        description),
                type);
    }

    private static Version version(Optional<String> stored, String description) {
        return stored.map(text -> FlywayVersion.of(text).orElseGet(() -> new Version(text)))
                .orElseGet(() -> FlywayVersion.repeatable(description));
    }

    private static State state(String type, boolean success) {
        if (!success) {
            return State.UNFINISHED;
        }
        return type.contains("BASELINE") ? State.BASELINE : State.APPLIED;
    }
}
