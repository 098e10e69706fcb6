package dev.belay.tui.report;

import dev.belay.core.apply.ResultListener.Column;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each row as an object on a line of its own. */
final class JsonLineRows implements RowFormat {
    private final PrintWriter out;
    private JsonRow row = new JsonRow(List.of());

    JsonLineRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void start(List<Column> columns) {
        row = new JsonRow(columns);
    }

    @Override
    public void row(List<@Nullable String> values) {
        Json.line(out, json -> row.write(json, values));
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
