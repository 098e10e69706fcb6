package dev.belay.tui.report;

import dev.belay.verify.content.RowDifference;
import dev.belay.verify.content.RowDifference.Kind;
import dev.belay.verify.content.TableOutcome;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of comparing the rows of two databases.
 *
 * @param values whether the values that differ are shown
 */
public record CompareReport(String a, String b, List<TableOutcome> tables, boolean values) implements Report {
    private static final int SHOWN = 10;
    private static final int RANGES = 8;
    private static final int LONGEST = 60;

    public CompareReport {
        tables = List.copyOf(tables);
    }

    /** The same, with the values that differ. */
    public CompareReport withValues() {
        return new CompareReport(a, b, tables, true);
    }

    /** Nothing compared is nothing proven. */
    public boolean same() {
        return !tables.isEmpty() && tables.stream().allMatch(TableOutcome::same);
    }

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, "A  " + Visible.line(a));
        page.line(Tone.STRONG, "B  " + Visible.line(b));
        tables.stream().filter(table -> !table.same()).forEach(table -> table(page, table));
        page.gap();
        if (tables.isEmpty()) {
            page.line(Tone.BAD, page.style().cross() + " nothing was compared: there is no table on either side");
        } else if (same()) {
            page.line(
                    Tone.GOOD,
                    page.style().tick() + " " + Spans.count(tables.size(), "table") + ", " + Spans.count(rows(), "row")
                            + ", all the same");
        } else {
            long other = tables.stream().filter(table -> !table.same()).count();
            page.line(
                    Tone.BAD,
                    page.style().cross() + " " + other + " of " + Spans.count(tables.size(), "table")
                            + (other == 1 ? " is not the same" : " are not the same"));
        }
    }

    private long rows() {
        return tables.stream().mapToLong(table -> table.a().number()).sum();
    }

    private void table(Page page, TableOutcome table) {
        page.gap();
        if (table.verdict() != TableOutcome.Verdict.DIFFERENT) {
            page.line(Tone.WARNING, Visible.line(table.table() + " " + table.message()));
            return;
        }
        page.line(Tone.WARNING, Visible.line(table.table()) + "  " + numbers(table));
        if (table.rows().isEmpty()) {
            return;
        }
        String counts = java.util.Arrays.stream(Kind.values())
                .filter(kind -> table.count(kind) > 0)
                .map(kind -> table.count(kind) + " " + words(kind))
                .collect(Collectors.joining(", "));
        page.line("  " + (table.more() ? "at least " : "") + counts);
        List<String> ranges = table.ranges();
        if (!ranges.isEmpty() && ranges.size() < table.rows().size()) {
            page.line("  " + Visible.line(String.join(", ", table.key())) + " "
                    + String.join(", ", ranges.subList(0, Math.min(RANGES, ranges.size())))
                    + (ranges.size() > RANGES ? ", …" : ""));
        }
        table.rows().stream().limit(SHOWN).forEach(row -> row(page, table, row));
        if (table.more() || table.rows().size() > SHOWN) {
            page.line(Tone.FAINT, "  …");
        }
    }

    private static String numbers(TableOutcome table) {
        return table.a().number() == table.b().number()
                ? Spans.count(table.a().number(), "row") + " on both sides, with other values"
                : Spans.count(table.a().number(), "row") + " in A, " + table.b().number() + " in B";
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case ONLY_IN_A -> "only in A";
            case ONLY_IN_B -> "only in B";
            case CHANGED -> "changed";
        };
    }

    private void row(Page page, TableOutcome table, RowDifference row) {
        String sign = switch (row.kind()) {
            case ONLY_IN_A -> "- ";
            case ONLY_IN_B -> "+ ";
            case CHANGED -> "~ ";
        };
        // Without a key the whole row stands here, which is nobody's business unless values are asked for.
        String key = table.key().isEmpty() && !values ? "a row" : brief(String.join(", ", row.key()));
        String columns = row.columns().stream()
                .map(it -> values ? it.column() + ": " + brief(it.a()) + " -> " + brief(it.b()) : it.column())
                .collect(Collectors.joining(", "));
        page.line("  " + sign + Visible.line(key + (columns.isEmpty() ? "" : "  " + columns)));
    }

    private static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    @Override
    public void json(Json json) {
        json.text("a", a).text("b", b).truth("same", same());
        json.list("tables", tables, table -> {
            json.text("table", table.table()).text("verdict", Names.of(table.verdict()));
            if (table.a().number() >= 0) {
                json.number("rows_a", table.a().number())
                        .number("rows_b", table.b().number());
                json.text("hash_a", table.a().hash()).text("hash_b", table.b().hash());
            }
            json.text("message", table.message());
            json.texts("key", table.key());
            json.texts("ranges", table.ranges());
            json.truth("more", table.more());
            json.list("differences", table.rows(), row -> {
                json.text("kind", Names.of(row.kind()));
                json.texts("key", table.key().isEmpty() && !values ? List.of() : row.key());
                json.list("columns", row.columns(), column -> {
                    json.text("column", column.column());
                    if (values) {
                        json.text("a", column.a()).text("b", column.b());
                    }
                });
            });
        });
    }
}
