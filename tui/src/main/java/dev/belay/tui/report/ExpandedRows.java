package dev.belay.tui.report;

import dev.belay.core.apply.ResultListener.Column;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each row as a list of its columns: for wide rows and long texts, which keep their lines. */
final class ExpandedRows implements RowFormat {
    private final PrintWriter out;
    private final Style style;
    private List<String> names = List.of();
    private int widest;
    private long number;

    ExpandedRows(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void start(List<Column> columns) {
        names = columns.stream().map(column -> Visible.line(column.name())).toList();
        widest = names.stream().mapToInt(Width::of).max().orElse(0);
        number = 0;
    }

    @Override
    public void row(List<@Nullable String> values) {
        number++;
        StringBuilder text = new StringBuilder("-[ row " + number + " ]")
                .append("-".repeat(Math.max(3, widest)))
                .append('\n');
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            text.append(style.paint(Tone.STRONG, name))
                    .append(" ".repeat(widest - Width.of(name)))
                    .append(" | ");
            text.append(value(values.get(i))).append('\n');
        }
        out.write(text.toString());
    }

    private String value(@Nullable String value) {
        if (value == null) {
            return style.paint(Tone.FAINT, "NULL");
        }
        return Visible.block(value).replace("\n", "\n" + " ".repeat(widest) + " | ");
    }

    @Override
    public void end(long rows) {
        out.write("(" + Spans.count(rows, "row") + ")\n");
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
