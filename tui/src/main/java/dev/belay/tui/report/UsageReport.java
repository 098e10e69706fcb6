package dev.belay.tui.report;

import dev.belay.verify.usage.IndexUse;
import dev.belay.verify.usage.SlowQuery;
import dev.belay.verify.usage.TableUse;
import dev.belay.verify.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How a database is used: indexes, tables, and the queries that take longest. */
public record UsageReport(Where where, Usage usage) implements Report {
    private static final int WIDE = 16;
    private static final int BRIEF = 60;
    private static final int SHOWN_QUERIES = 10;

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        page.line(
                Tone.FAINT,
                usage.began()
                                .map(began -> "the counters began " + ago(began) + " ago")
                                .orElse("nobody knows when the counters began")
                        + usage.stored()
                                .map(stored -> ", and were last stored " + ago(stored) + " ago")
                                .orElse(""));
        indexes(page);
        tables(page);
        queries(page);
    }

    private String ago(Instant time) {
        return Spans.of(Duration.between(time, usage.now()));
    }

    private void indexes(Page page) {
        page.gap();
        if (usage.indexes().isEmpty()) {
            page.line("no indexes");
            return;
        }
        long most = Math.max(
                1, usage.indexes().stream().mapToLong(IndexUse::scans).max().orElse(1));
        Table table = new Table("index", "scans", "", "new", "last", "size", "", "definition");
        for (IndexUse one : usage.indexes()) {
            table.row(
                    Table.Cell.of(one.name()),
                    Table.Cell.of(String.valueOf(one.scans())),
                    new Table.Cell(bar(page.style(), one.scans(), most), Tone.GOOD),
                    Table.Cell.of(one.since().isPresent() ? "+" + one.since().getAsLong() : ""),
                    new Table.Cell(one.last().map(this::ago).orElse(""), Tone.FAINT),
                    Table.Cell.of(Sizes.of(one.bytes())),
                    new Table.Cell(remark(one), one.valid() ? Tone.WARNING : Tone.BAD),
                    new Table.Cell(brief(one.definition()), Tone.FAINT));
        }
        table.print(page);
    }

    private static String remark(IndexUse one) {
        if (!one.valid()) {
            return "invalid";
        }
        return one.unused() ? "unused" : "";
    }

    /** Of nothing nothing, and of something at least one sign. */
    private static String bar(Style style, long value, long most) {
        long length = value == 0 ? 0 : Math.max(1, Math.round((double) value * WIDE / most));
        return style.sign("█", "#").repeat((int) length);
    }

    private void tables(Page page) {
        if (usage.tables().isEmpty()) {
            return;
        }
        page.gap();
        long most = Math.max(
                1, usage.tables().stream().mapToLong(TableUse::bytes).max().orElse(1));
        Table table = new Table("table", "size", "", "indexes", "rows", "read whole", "by index", "analyzed");
        for (TableUse one : usage.tables()) {
            table.row(
                    Table.Cell.of(one.name()),
                    Table.Cell.of(Sizes.of(one.bytes())),
                    new Table.Cell(bar(page.style(), one.bytes(), most), Tone.GOOD),
                    Table.Cell.of(Sizes.of(one.indexBytes())),
                    Table.Cell.of("~" + one.rows()),
                    Table.Cell.of(String.valueOf(one.sequentialScans())),
                    Table.Cell.of(String.valueOf(one.indexScans())),
                    new Table.Cell(
                            one.analyzed().map(time -> ago(time) + " ago").orElse("never"), Tone.FAINT));
        }
        table.print(page);
    }

    private void queries(Page page) {
        page.gap();
        if (!usage.noStatements().isEmpty()) {
            page.line(Tone.FAINT, "no slow queries: " + Visible.line(usage.noStatements()));
            return;
        }
        double most = Math.max(
                1,
                usage.queries().stream()
                        .mapToDouble(SlowQuery::milliseconds)
                        .max()
                        .orElse(1));
        Table table = new Table("total", "", "calls", "mean", "query");
        usage.queries().stream()
                .limit(SHOWN_QUERIES)
                .forEach(one -> table.row(
                        Table.Cell.of(Spans.of(Duration.ofMillis(Math.round(one.milliseconds())))),
                        new Table.Cell(bar(page.style(), Math.round(one.milliseconds()), Math.round(most)), Tone.GOOD),
                        Table.Cell.of(String.valueOf(one.calls())),
                        Table.Cell.of(String.format(Locale.ROOT, "%.1f ms", one.mean())),
                        Table.Cell.of(brief(one.query().replaceAll("\\s+", " ")))));
        table.print(page);
        if (usage.queries().stream().anyMatch(SlowQuery::hidden)) {
            page.line(Tone.FAINT, "a role with pg_read_all_stats sees the texts of other roles' queries");
        }
    }

    private static String brief(String text) {
        return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "…";
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.text("now", usage.now().toString());
        json.text("counters_began", usage.began().map(Instant::toString));
        json.text("counters_stored", usage.stored().map(Instant::toString));
        json.list("indexes", usage.indexes(), one -> {
            json.text("index", one.name()).text("table", one.table()).number("scans", one.scans());
            json.number(
                    "scans_since_stored",
                    one.since().isPresent() ? Optional.of(one.since().getAsLong()) : Optional.empty());
            json.text("last_scan", one.last().map(Instant::toString));
            json.number("tuples", one.tuples()).number("bytes", one.bytes());
            json.truth("valid", one.valid()).truth("enforces", one.enforces());
            json.text("definition", one.definition());
        });
        json.list("tables", usage.tables(), one -> {
            json.text("table", one.name()).number("rows", one.rows()).number("bytes", one.bytes());
            json.number("index_bytes", one.indexBytes());
            json.number("sequential_scans", one.sequentialScans()).number("index_scans", one.indexScans());
            json.text("analyzed", one.analyzed().map(Instant::toString));
        });
        json.list("queries", usage.queries(), one -> {
            json.text("query", one.query()).number("calls", one.calls());
            json.number("ms", Math.round(one.milliseconds())).number("rows", one.rows());
        });
        json.text("no_queries", usage.noStatements());
    }
}
