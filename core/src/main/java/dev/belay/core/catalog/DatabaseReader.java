package dev.belay.core.catalog;

import java.util.List;
import java.util.Map;

/** Turns the rows on the database itself into a value. */
final class DatabaseReader {
    private DatabaseReader() {}

    /** Of the rows of all queries, by their names. */
    static DatabaseProperties of(Map<String, List<Row>> rows) {
        return of(
                Assembly.rows(rows, "database").get(0),
                Assembly.rows(rows, "shared_labels"),
                Assembly.rows(rows, "settings"));
    }

    /**
     * @param database the row of the query of that name
     * @param sharedLabels the rows of {@code shared_labels}
     * @param roleSettings the rows of {@code settings}
     */
    static DatabaseProperties of(Row database, List<Row> sharedLabels, List<Row> roleSettings) {
        List<SecurityLabel> labels = sharedLabels.stream()
                .filter(row ->
                        row.text("sort").equals("DATABASE") && row.text("name").equals(database.text("name")))
                .map(row -> new SecurityLabel(row.text("provider"), row.text("label")))
                .toList();
        List<DatabaseProperties.RoleSetting> settings = roleSettings.stream()
                .filter(row -> row.text("database").equals(database.text("name")))
                .map(row -> new DatabaseProperties.RoleSetting(row.optional("role"), Setting.of(row.text("setting"))))
                .toList();
        return DatabaseProperties.of(database, labels, settings);
    }
}
