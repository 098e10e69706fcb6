package dev.belay.core.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which tables have the very same columns: by number, name, type and collation. */
final class TableShapes {
    private final Map<Long, List<Row>> columns;
    private final Map<String, Integer> known = new HashMap<>();
    private final Map<Long, Integer> shapes = new HashMap<>();

    /** @param columns the rows of {@code columns}, by the OID of the table */
    TableShapes(Map<Long, List<Row>> columns) {
        this.columns = columns;
    }

    /** A number that only such tables share. */
    int of(Long table) {
        return shapes.computeIfAbsent(table, this::shape);
    }

    private Integer shape(Long table) {
        StringBuilder all = new StringBuilder();
        columns.getOrDefault(table, List.of()).forEach(column -> column.join("number", "collation_name", all));
        return known.computeIfAbsent(all.toString(), text -> known.size());
    }
}
