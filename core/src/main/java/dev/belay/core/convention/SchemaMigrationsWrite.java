package dev.belay.core.convention;

import static dev.belay.core.convention.SchemaMigrationsColumns.APPLIED_AT;
import static dev.belay.core.convention.SchemaMigrationsColumns.CHECKSUM;
import static dev.belay.core.convention.SchemaMigrationsColumns.DESCRIPTION;
import static dev.belay.core.convention.SchemaMigrationsColumns.VERSION;

import dev.belay.core.db.QualifiedName;
import dev.belay.core.migration.Migration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that make a row say that a migration is applied; each answers with the row's time. */
final class SchemaMigrationsWrite {
    private final Map<String, String> expressions = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final String returning;

    private SchemaMigrationsWrite(SchemaMigrationsColumns columns) {
        this.returning = " RETURNING " + columns.text(APPLIED_AT) + " AS at";
    }

    static SchemaMigrationsWrite of(Migration migration, SchemaMigrationsColumns columns) {
        SchemaMigrationsWrite write = new SchemaMigrationsWrite(columns);
        if (columns.has(APPLIED_AT)) {
            write.expressions.put(APPLIED_AT, "pg_catalog.clock_timestamp()");
        }
        if (SchemaMigrationsHistory.storesChecksum(columns)) {
            write.put(CHECKSUM, migration.checksum().hex());
        }
        if (columns.has(DESCRIPTION)) {
            write.put(DESCRIPTION, HistoryTable.cut(migration.title(), columns.width(DESCRIPTION)));
        }
        return write;
    }

    private void put(String column, String value) {
        expressions.put(column, "?");
        values.put(column, value);
    }

    /** Adds a row; its version is the last argument. */
    String insert(QualifiedName table) {
        Map<String, String> all = new LinkedHashMap<>(expressions);
        all.put(VERSION, "?");
        return "INSERT INTO " + table.sql() + " (" + String.join(", ", all.keySet()) + ") VALUES ("
                + String.join(", ", all.values()) + ")" + returning;
    }

    /** Changes the rows that fit the condition, whose arguments are the last ones. */
    String update(QualifiedName table, String condition) {
        Map<String, String> all = expressions.isEmpty() ? Map.of(VERSION, VERSION) : expressions;
        String assignments = all.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "UPDATE " + table.sql() + " SET " + assignments + " WHERE " + condition + returning;
    }

    Object[] arguments(String... last) {
        List<Object> arguments = new ArrayList<>(values.values());
        arguments.addAll(List.of(last));
        return arguments.toArray();
    }

    /** What the row says then, as far as the table has a column for it. */
    Optional<String> checksum() {
        return Optional.ofNullable(values.get(CHECKSUM));
    }

    String description() {
        return values.getOrDefault(DESCRIPTION, "");
    }
}
