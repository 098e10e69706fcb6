package dev.belay.tui.report;

import dev.belay.core.apply.ResultListener.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row as the members of an object: numbers, truths and JSON as such, everything else as text. */
final class JsonRow {
    private final List<Column> columns;

    /** A name that comes twice gets a number, because an object has each name once. */
    JsonRow(List<Column> columns) {
        Set<String> taken = new HashSet<>();
        List<Column> named = new ArrayList<>();
        for (Column column : columns) {
            String name = column.name();
            for (int i = 2; !taken.add(name); i++) {
                name = column.name() + "_" + i;
            }
            named.add(new Column(name, column.type(), column.numeric()));
        }
        this.columns = List.copyOf(named);
    }

    List<Column> columns() {
        return columns;
    }

    void write(Json json, List<@Nullable String> values) {
        for (int i = 0; i < columns.size(); i++) {
            member(json, columns.get(i), values.get(i));
        }
    }

    private static void member(Json json, Column column, @Nullable String value) {
        if (value == null) {
            json.text(column.name(), (String) null);
        } else if (column.numeric() && number(value)) {
            json.raw(column.name(), value);
        } else if (column.type().equals("bool")) {
            json.truth(column.name(), value.startsWith("t"));
        } else if (column.type().equals("jsonb") || column.type().equals("json")) {
            // A line end can only be a blank between two parts of it.
            json.raw(column.name(), value.replace('\n', ' ').replace('\r', ' '));
        } else {
            json.text(column.name(), value);
        }
    }

    /** NaN and infinity are no numbers to JSON. */
    private static boolean number(String value) {
        char last = value.charAt(value.length() - 1);
        return last >= '0' && last <= '9';
    }
}
