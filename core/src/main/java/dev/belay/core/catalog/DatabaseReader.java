package dev.belay.core.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads what there is to say about the database itself, in the snapshot of its catalog. */
final class DatabaseReader {
    private DatabaseReader() {}

    static DatabaseProperties read(Connection connection, int major) throws SQLException {
        Row database = CatalogReader.rows(connection, "database", major).get(0);
        List<SecurityLabel> labels = CatalogReader.rows(connection, "shared_labels", major).stream()
                .filter(row ->
                        row.text("sort").equals("DATABASE") && row.text("name").equals(database.text("name")))
                .map(row -> new SecurityLabel(row.text("provider"), row.text("label")))
                .toList();
        List<DatabaseProperties.RoleSetting> settings = CatalogReader.rows(connection, "settings", major).stream()
                .filter(row -> row.text("database").equals(database.text("name")))
                .map(row -> new DatabaseProperties.RoleSetting(row.optional("role"), Setting.of(row.text("setting"))))
                .toList();
        return DatabaseProperties.of(database, labels, settings);
    }
}
