package dev.belay.tui.report;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, each column as wide as it must be. Cells are made visible here. */
final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** A text and what it says beside its meaning. */
    record Cell(String text, Tone tone) {
        static Cell of(String text) {
            return new Cell(text, Tone.NORMAL);
        }
    }

    /** Without headings, only the rows are printed. */
    Table(String... headings) {
        this.headings = List.of(headings);
    }

    void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    void row(String... cells) {
        List<Cell> row = new ArrayList<>(cells.length);
        for (String cell : cells) {
            row.add(Cell.of(cell));
        }
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(Page page) {
        if (rows.isEmpty()) {
            return;
        }
        List<List<Cell>> shown = new ArrayList<>(rows.size() + 1);
        if (!headings.isEmpty()) {
            shown.add(headings.stream()
                    .map(heading -> new Cell(heading, Tone.FAINT))
                    .toList());
        }
        for (List<Cell> row : rows) {
            shown.add(row.stream()
                    .map(cell -> new Cell(Visible.line(cell.text()), cell.tone()))
                    .toList());
        }
        int[] widths = widths(shown);
        for (List<Cell> row : shown) {
            page.line(line(row, widths, page.style()));
        }
    }

    /** A column that is empty in every row is left out, with its heading. */
    private int[] widths(List<List<Cell>> shown) {
        int columns = shown.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<Cell> row : shown.subList(headings.isEmpty() ? 0 : 1, shown.size())) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], Width.of(row.get(i).text()));
            }
        }
        for (int i = 0; i < headings.size(); i++) {
            widths[i] = widths[i] == 0 ? 0 : Math.max(widths[i], headings.get(i).length());
        }
        return widths;
    }

    private static String line(List<Cell> row, int[] widths, Style style) {
        int last = row.size() - 1;
        while (last >= 0 && (widths[last] == 0 || row.get(last).text().isEmpty())) {
            last--;
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i <= last; i++) {
            if (widths[i] == 0) {
                continue;
            }
            Cell cell = row.get(i);
            line.append(style.paint(cell.tone(), cell.text()));
            if (i < last) {
                line.append(" ".repeat(widths[i] - Width.of(cell.text()))).append(GAP);
            }
        }
        return line.toString();
    }
}
