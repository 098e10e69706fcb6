package dev.belay.verify.content;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table with rows of its own, on one side.
 *
 * @param columns that have values of their own, in order: no generated ones
 * @param key the columns that tell its rows apart; empty where nothing does
 * @param bytes of its file, which say about how long reading it takes
 * @param readable whether the role may read it
 */
record ContentTable(String name, List<String> columns, List<String> key, long bytes, boolean readable) {
    ContentTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The rows with these columns in this order, as in a manifest. */
    static String copy(String table, List<String> columns) {
        String list = columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
        return "COPY " + table + (list.isEmpty() ? "" : " (" + list + ")") + " TO STDOUT";
    }

    /** Its columns with those of a key first. */
    List<String> keyFirst(List<String> first) {
        List<String> all = new ArrayList<>(first);
        columns.stream().filter(column -> !first.contains(column)).forEach(all::add);
        return all;
    }
}
