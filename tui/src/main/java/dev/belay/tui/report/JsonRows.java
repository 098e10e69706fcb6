package dev.belay.tui.report;

import dev.belay.core.apply.ResultListener.Column;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each result as an array of objects, one on a line. */
final class JsonRows implements RowFormat {
    private final PrintWriter out;
    private @Nullable Json array;
    private JsonRow row = new JsonRow(List.of());

    JsonRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void start(List<Column> columns) {
        row = new JsonRow(columns);
        array = Json.startArray(out);
    }

    @Override
    public void row(List<@Nullable String> values) {
        if (array != null) {
            array.object(json -> row.write(json, values));
        }
    }

    @Override
    public void end(long rows) {
        close();
    }

    @Override
    public void close() {
        if (array != null) {
            array.endArray();
            out.write('\n');
            array = null;
        }
        out.flush();
    }
}
