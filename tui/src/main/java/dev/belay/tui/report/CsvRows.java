package dev.belay.tui.report;

import dev.belay.core.apply.ResultListener.Column;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as comma-separated values with a heading. Nothing is between two commas where there is no value, two quotes where
 * the text is empty. Values are not changed: they are for programs.
 */
final class CsvRows implements RowFormat {
    private final PrintWriter out;
    private boolean second;

    CsvRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void start(List<Column> columns) {
        if (second) {
            out.write('\n');
        }
        second = true;
        List<@Nullable String> names = new ArrayList<>();
        columns.forEach(column -> names.add(column.name()));
        row(names);
    }

    @Override
    public void row(List<@Nullable String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            line.append(i == 0 ? "" : ",").append(value == null ? "" : quoted(value));
        }
        out.write(line.append('\n').toString());
    }

    private static String quoted(String value) {
        boolean plain = !value.isEmpty();
        for (int i = 0; i < value.length() && plain; i++) {
            char c = value.charAt(i);
            plain = c != ',' && c != '"' && c != '\n' && c != '\r';
        }
        // psql reads a line of just this as the end of the data.
        return plain && !value.equals("\\.") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public void end(long rows) {
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
