package dev.belay.backup.data;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** Which tables have foreign keys to which: where keys are there before the rows, rows have to come in their order. */
public final class References {
    private static final String QUERY = """
            SELECT DISTINCT conrelid, confrelid FROM pg_catalog.pg_constraint
            WHERE contype = 'f' AND conrelid <> confrelid
            """;

    private References() {}

    /** By the OID of the table that refers to others, the OIDs of those. */
    public static Map<Long, Set<Long>> read(Connection connection) throws SQLException {
        return Sql.list(connection, QUERY, row -> Map.entry(row.getLong("conrelid"), row.getLong("confrelid"))).stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
    }
}
