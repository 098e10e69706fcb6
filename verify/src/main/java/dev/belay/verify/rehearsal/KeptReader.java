package dev.belay.verify.rehearsal;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.Column;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Table;
import dev.belay.core.content.ContentHash;
import dev.belay.core.content.RowFormat;
import dev.belay.core.content.TableHash;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what a scratch keeps beside its schema: each table once, by COPY. */
final class KeptReader {
    private static final String SEQUENCES = """
            SELECT schemaname, sequencename, coalesce(last_value, start_value) AS last, increment_by > 0 AS upwards
            FROM pg_catalog.pg_sequences
            """;

    private final Connection connection;

    KeptReader(Connection connection) {
        this.connection = connection;
    }

    Kept read(Catalog catalog) throws SQLException {
        TableHash hash = new TableHash(connection);
        Map<String, Kept.Rows> tables = new TreeMap<>();
        Map<String, String> unread = new TreeMap<>();
        for (Table table : stored(catalog)) {
            String name = table.id().sql();
            // By name: a column that was dropped and made anew is the last one.
            String columns = table.columns().stream()
                    .filter(column -> column.generated().isEmpty())
                    .map(Column::name)
                    .sorted()
                    .map(Identifier::quote)
                    .collect(Collectors.joining(", ", "(", ")"));
            try {
                ContentHash rows = hash.of(
                        Identifier.quote(table.id().schema()) + "."
                                + Identifier.quote(table.id().name()),
                        columns.equals("()") ? "" : columns,
                        RowFormat.TEXT);
                tables.put(name, new Kept.Rows(columns, rows.rows(), rows.toString()));
            } catch (SQLException e) {
                if (connection.isClosed()) {
                    throw e;
                }
                unread.put(name, SqlError.of(e).toString());
            }
        }
        return new Kept(tables, sequences(catalog), unread);
    }

    private Map<String, Kept.Position> sequences(Catalog catalog) throws SQLException {
        record Named(ObjectId id, Kept.Position position) {}
        List<Named> all = Sql.list(
                connection,
                SEQUENCES,
                row -> new Named(
                        ObjectId.of(ObjectType.SEQUENCE, row.getString("schemaname"), row.getString("sequencename")),
                        new Kept.Position(row.getLong("last"), row.getBoolean("upwards"))));
        return all.stream()
                .filter(one -> catalog.find(one.id()).isPresent())
                .collect(Collectors.toMap(one -> one.id().sql(), Named::position));
    }

    /** The tables that have rows of their own. */
    static List<Table> stored(Catalog catalog) {
        return catalog.objects().values().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .filter(table ->
                        table.partitionedBy().isEmpty() && table.foreign().isEmpty())
                .toList();
    }
}
