package dev.belay.tui.report;

import dev.belay.core.apply.ResultListener.Column;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table. How wide its columns are is measured on the first rows, so that a result of any size can be shown;
 * later rows that are wider stick out.
 */
final class TableRows implements RowFormat {
    private static final int MEASURED = 500;
    /** A single long value must not fill every other row with blanks. */
    private static final int WIDEST = 120;

    private final PrintWriter out;
    private final Style style;
    private final List<List<@Nullable String>> waiting = new ArrayList<>();
    private List<Column> columns = List.of();
    private int[] widths = {};
    private boolean measured;

    TableRows(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void start(List<Column> of) {
        columns = of;
        waiting.clear();
        measured = false;
    }

    @Override
    public void row(List<@Nullable String> values) {
        if (measured) {
            print(values);
            return;
        }
        waiting.add(values);
        if (waiting.size() == MEASURED) {
            begin();
        }
    }

    @Override
    public void end(long rows) {
        begin();
        out.write("(" + Spans.count(rows, "row") + ")\n");
        out.flush();
        columns = List.of();
    }

    @Override
    public void close() {
        if (!columns.isEmpty()) {
            begin();
        }
        out.flush();
    }

    private void begin() {
        if (measured) {
            return;
        }
        measured = true;
        widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Width.of(Visible.line(columns.get(i).name()));
            for (List<@Nullable String> row : waiting) {
                widths[i] = Math.max(widths[i], Math.min(WIDEST, Width.of(shown(row.get(i)))));
            }
        }
        heading();
        waiting.forEach(this::print);
        waiting.clear();
    }

    private void heading() {
        StringBuilder names = new StringBuilder();
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String name = Visible.line(columns.get(i).name());
            String padding = " ".repeat(Math.max(0, widths[i] - Width.of(name)));
            boolean last = i + 1 == widths.length;
            names.append(' ').append(style.paint(Tone.STRONG, name)).append(last ? "" : padding + " |");
            rule.append("-".repeat(widths[i] + 2)).append(last ? "" : "+");
        }
        out.write(names + "\n" + rule + "\n");
    }

    private void print(List<@Nullable String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String value = values.get(i);
            String text = shown(value);
            String padding = " ".repeat(Math.max(0, widths[i] - Width.of(text)));
            boolean last = i + 1 == widths.length;
            String cell = value == null ? style.paint(Tone.FAINT, text) : text;
            line.append(' ').append(columns.get(i).numeric() ? padding + cell : cell + (last ? "" : padding));
            line.append(last ? "" : " |");
        }
        out.write(line.append('\n').toString());
    }

    static String shown(@Nullable String value) {
        return value == null ? "NULL" : Visible.line(value);
    }
}
