package dev.belay.tui.console;

import dev.belay.tui.Toolkit;
import dev.belay.tui.report.DiffReport;
import dev.belay.tui.report.Sizes;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Canvas;
import dev.belay.tui.screen.Column;
import dev.belay.tui.screen.Feed;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.Signs;
import dev.belay.tui.screen.TableView;
import dev.belay.verify.Report;
import dev.belay.verify.usage.IndexUse;
import dev.belay.verify.usage.TableUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the database is what it should be: checks, drift, and how big and used its tables and indexes are. */
final class VerifyView extends ListScreen {
    private final Deck deck;
    private final Signs signs;
    private final Pane<CheckRow> checks;
    private final Pane<DriftRow> drift;
    private final Pane<TableUse> tables;
    private final Pane<IndexUse> indexes;
    private final List<Action> actions;

    private Part part = Part.CHECKS;
    private Optional<Report> verified = Optional.empty();
    private Optional<Object> seen = Optional.empty();
    private long biggest = 1;

    /** What of it is shown. */
    private enum Part {
        CHECKS,
        DRIFT,
        TABLES,
        INDEXES
    }

    VerifyView(Deck deck, Signs signs) {
        super("Verify", "check that the database is what it should be: health, spec, drift, sizes");
        this.deck = deck;
        this.signs = signs;
        this.checks = new Pane<>(
                deck,
                new TableView<>(CheckRow::key, CheckRow.columns(signs)),
                new Pane.Face<>(
                        CheckRow::key,
                        CheckRow::check,
                        (row, width) -> Line.folded(row.detail(), width),
                        row -> row.object().isEmpty() ? row.check() : row.object()));
        this.drift = new Pane<>(
                deck,
                new TableView<>(DriftRow::object, DriftRow.columns()),
                Pane.Face.named(DriftRow::object, this::drifted));
        this.tables = new Pane<>(
                deck,
                new TableView<>(TableUse::name, tableColumns()),
                Pane.Face.named(TableUse::name, (table, width) -> detail(table)));
        this.indexes = new Pane<>(
                deck,
                new TableView<>(IndexUse::name, indexColumns()),
                Pane.Face.named(IndexUse::name, (index, width) -> detail(index)));
        this.actions = List.of(
                Action.command("v", "verify", "Hold the database against its spec.", "belay verify", this::verify)
                        .saying(() -> deck.command("verify"))
                        .unless(this::noSpec),
                Action.command(
                                "f",
                                "health",
                                "Look for what no database should have.",
                                "belay health",
                                () -> look(Part.CHECKS, deck.live().health))
                        .saying(() -> deck.command("health")),
                Action.command(
                                "d",
                                "drift",
                                "Compare the schema with its snapshot, side by side.",
                                "belay drift",
                                () -> look(Part.DRIFT, deck.live().drift))
                        .saying(() -> deck.command("drift")),
                Action.command(
                                "t",
                                "tables",
                                "Show how big tables are, and how they are read.",
                                "belay verify --usage --sort size",
                                () -> look(Part.TABLES, deck.live().usage))
                        .saying(() -> deck.command("verify --usage --sort size")),
                Action.command(
                                "i",
                                "indexes",
                                "Show how big indexes are, how much they are used, and which are unused.",
                                "belay verify --usage --sort size",
                                () -> look(Part.INDEXES, deck.live().usage))
                        .saying(() -> deck.command("verify --usage --sort size")),
                Action.command(
                                "w",
                                "write snapshot",
                                "Write the schema as it is now to the snapshot, which drift compares with.",
                                "belay snapshot",
                                this::writeSnapshot)
                        .saying(() -> deck.command("snapshot")),
                Action.here("r", "refresh", "Ask again.", this::again));
    }

    private List<Column<TableUse>> tableColumns() {
        return List.of(
                Column.of("TABLE", 0, TableUse::name),
                Column.<TableUse>number("SIZE", 9, row -> Sizes.of(row.bytes()), Comparator.comparing(TableUse::bytes)),
                Column.<TableUse>of("", 16, row -> bar(row.bytes())).in(Ink.BAR),
                Column.<TableUse>number(
                        "ROWS", 12, row -> String.valueOf(row.rows()), Comparator.comparing(TableUse::rows)),
                Column.<TableUse>number(
                        "INDEXES", 9, row -> Sizes.of(row.indexBytes()), Comparator.comparing(TableUse::indexBytes)),
                Column.<TableUse>number(
                        "SEQ SCANS",
                        10,
                        row -> String.valueOf(row.sequentialScans()),
                        Comparator.comparing(TableUse::sequentialScans)),
                Column.<TableUse>number(
                        "IDX SCANS",
                        10,
                        row -> String.valueOf(row.indexScans()),
                        Comparator.comparing(TableUse::indexScans)));
    }

    private List<Column<IndexUse>> indexColumns() {
        return List.of(
                Column.of("INDEX", 0, IndexUse::name),
                Column.<IndexUse>number("SIZE", 9, row -> Sizes.of(row.bytes()), Comparator.comparing(IndexUse::bytes)),
                Column.<IndexUse>of("", 16, row -> bar(row.bytes())).in(Ink.BAR),
                Column.<IndexUse>number(
                        "SCANS", 12, row -> String.valueOf(row.scans()), Comparator.comparing(IndexUse::scans)),
                Column.<IndexUse>of("", 14, row -> row.valid() ? row.unused() ? "never used" : "" : "INVALID")
                        .in(row -> row.valid() ? Ink.WARNING : Ink.BAD));
    }

    private String bar(long bytes) {
        return signs.bar((int) (1000 * bytes / Math.max(1, biggest)), 16);
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    private Optional<String> noSpec() {
        return Files.isRegularFile(deck.toolkit().spec())
                ? Optional.empty()
                : Optional.of(
                        "there is no " + deck.toolkit().spec().getFileName() + "; belay verify --init writes one");
    }

    private void verify() {
        Toolkit.Verify wish = new Toolkit.Verify(
                deck.toolkit().spec(), Set.of(), deck.where().guarded() ? Optional.of("embedded") : Optional.empty());
        deck.fetch("verifying", () -> deck.toolkit().verify(wish), report -> {
            verified = Optional.of(report);
            part = Part.CHECKS;
            seen = Optional.empty();
            // The worst is what one wants to see first, whatever was selected among others before.
            checks.table().rows(CheckRow.of(report));
            checks.table().take("home");
            deck.dialogs()
                    .say(
                            report.passed()
                                    ? Line.of(Ink.GOOD, "everything is as the spec has it")
                                    : Line.of(
                                            Ink.BAD,
                                            Spans.count(report.findings().size(), "finding")));
        });
    }

    /** What is seen, anew. */
    private void again() {
        if (part == Part.CHECKS && verified.isPresent()) {
            verify();
        } else {
            look(part, feed());
        }
    }

    private void writeSnapshot() {
        Path file = deck.toolkit().schemas().snapshot();
        List<Line> body = List.of(
                Line.of("file  " + deck.shown(file.toString())),
                Line.of(
                        Files.exists(file)
                                ? "What is in it is replaced by the schema as it is now: drift finds no difference then."
                                : "From then on drift compares the schema with it."));
        deck.dialogs()
                .ask(
                        "Write the schema down",
                        body,
                        "Write",
                        () -> deck.fetch(
                                "reading the schema",
                                () -> deck.toolkit().schemas().write(file),
                                count -> {
                                    look(Part.DRIFT, deck.live().drift);
                                    deck.dialogs()
                                            .say(Line.of(
                                                    Ink.GOOD, "wrote " + Spans.count(count, "object") + " to " + file));
                                }));
    }

    private void look(Part other, Feed<?> feed) {
        part = other;
        seen = Optional.empty();
        if (other == Part.CHECKS) {
            verified = Optional.empty();
        }
        feed.refresh();
    }

    private Feed<?> feed() {
        return switch (part) {
            case CHECKS -> deck.live().health;
            case DRIFT -> deck.live().drift;
            case TABLES, INDEXES -> deck.live().usage;
        };
    }

    @Override
    public void tick(Instant now) {
        if (part != Part.CHECKS || verified.isEmpty()) {
            feed().tick(now);
        }
        Optional<Object> known = verified.isPresent() && part == Part.CHECKS
                ? verified.map(report -> report)
                : feed().value().map(value -> value);
        if (known.isPresent() && !known.equals(seen)) {
            seen = known;
            fill();
        }
    }

    private void fill() {
        switch (part) {
            case CHECKS ->
                verified.or(deck.live().health::value)
                        .ifPresent(report -> checks.table().rows(CheckRow.of(report)));
            case DRIFT ->
                drift.table()
                        .rows(deck.live()
                                .drift
                                .value()
                                .flatMap(found -> found)
                                .map(DiffReport::difference)
                                .map(DriftRow::of)
                                .orElse(List.of()));
            case TABLES ->
                deck.live().usage.value().ifPresent(sizes -> {
                    biggest = sizes.tables().stream()
                            .mapToLong(TableUse::bytes)
                            .max()
                            .orElse(1);
                    tables.table().rows(sizes.tables());
                });
            case INDEXES ->
                deck.live().usage.value().ifPresent(sizes -> {
                    biggest = sizes.indexes().stream()
                            .mapToLong(IndexUse::bytes)
                            .max()
                            .orElse(1);
                    indexes.table().rows(sizes.indexes());
                });
        }
    }

    @Override
    public void draw(Canvas canvas) {
        boolean asked = part != Part.CHECKS || verified.isEmpty();
        pane().draw(
                        canvas,
                        title(),
                        asked ? Optional.of(feed()) : Optional.empty(),
                        part == Part.DRIFT ? noDrift() : List.of());
    }

    private String title() {
        return switch (part) {
            case CHECKS -> verified.isPresent() ? "Spec" : "Health";
            case DRIFT -> "Drift from " + deck.toolkit().schemas().snapshot().getFileName();
            case TABLES -> "Tables, the biggest first";
            case INDEXES -> "Indexes, the biggest first";
        };
    }

    /** With the ways out of it. */
    private List<Line> drifted(DriftRow row, int width) {
        List<Line> lines = new ArrayList<>(row.detail(width));
        lines.add(Line.EMPTY);
        lines.addAll(Line.of(Ink.KEY, "w")
                .and(" takes what is there now as the new snapshot.")
                .folded(width));
        deck.where().environment().ifPresent(name -> {
            lines.addAll(Line.of("What leads to the schema that the migrations make:")
                    .folded(width));
            lines.add(Line.of(Ink.STRONG, "belay diff " + Deck.quoted(name) + " migrations --sql"));
        });
        return lines;
    }

    private List<Line> noDrift() {
        Optional<Optional<DiffReport>> known = deck.live().drift.value();
        if (known.isEmpty()) {
            return List.of();
        }
        return known.get().isPresent()
                ? List.of(Line.of(Ink.GOOD, "The schema is what the snapshot says."))
                : List.of(
                        Line.of("There is no snapshot to compare with."),
                        Line.of(Ink.KEY, "w").and(" writes one of the schema as it is now."));
    }

    private List<Line> detail(TableUse table) {
        return List.of(
                Line.of(Sizes.of(table.bytes()) + ", of which its indexes " + Sizes.of(table.indexBytes())),
                Line.of("about " + Spans.count(table.rows(), "row")
                        + table.analyzed()
                                .map(time -> ", analyzed " + Ages.ago(time, deck.now()))
                                .orElse(", never analyzed")),
                Line.of("read " + Spans.count(table.sequentialScans(), "time") + " as a whole, "
                        + Spans.count(table.indexScans(), "time") + " by an index"));
    }

    private static List<Line> detail(IndexUse index) {
        return List.of(
                Line.of("on " + index.table() + ", " + Sizes.of(index.bytes())),
                Line.of("used " + Spans.count(index.scans(), "time") + " since the counters began"
                        + (index.since().isPresent() ? ", " + index.since().getAsLong() + " since the last run" : "")),
                index.valid()
                        ? Line.of(index.enforces() ? "it enforces a rule, used or not" : "")
                        : Line.of(Ink.BAD, "invalid: a concurrent build did not finish; drop it and build it again"));
    }

    @Override
    Pane<?> pane() {
        return switch (part) {
            case CHECKS -> checks;
            case DRIFT -> drift;
            case TABLES -> tables;
            case INDEXES -> indexes;
        };
    }
}
