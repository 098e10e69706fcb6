package dev.belay.verify.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A row of a check's query. */
record CheckRow(
        String schema,
        String relation,
        String object,
        Optional<String> severity,
        String message,
        Optional<String> hint,
        Optional<String> grant) {
    /** All of them. The text is sent as it is: it has no parameters. */
    static List<CheckRow> all(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                Set<String> columns = new HashSet<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(rows.getMetaData().getColumnLabel(i));
                }
                List<CheckRow> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(of(rows, columns));
                }
                return all;
            }
        }
    }

    private static CheckRow of(ResultSet row, Set<String> columns) throws SQLException {
        return new CheckRow(
                text(row, "schema"),
                text(row, "relation"),
                text(row, "object"),
                optional(row, columns, "severity"),
                text(row, "message"),
                optional(row, columns, "hint"),
                optional(row, columns, "missing_grant"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static Optional<String> optional(ResultSet row, Set<String> columns, String column) throws SQLException {
        return columns.contains(column) ? Optional.ofNullable(row.getString(column)) : Optional.empty();
    }
}
