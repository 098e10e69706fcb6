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
import dev.belay.tui.screen.ListAndDetail;
import dev.belay.tui.screen.Signs;
import dev.belay.tui.screen.TableView;
import dev.belay.tui.screen.View;
import dev.belay.tui.terminal.Input;
import dev.belay.verify.Report;
import dev.belay.verify.usage.IndexUse;
import dev.belay.verify.usage.TableUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the database is what it should be: checks, drift, and how big and used its tables and indexes are. */
final class VerifyView implements View {
    private final Deck deck;
    private final Signs signs;
    private final ListAndDetail<CheckRow> checks;
    private final ListAndDetail<DriftRow> drift;
    private final ListAndDetail<TableUse> tables;
    private final ListAndDetail<IndexUse> indexes;
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
        this.deck = deck;
        this.signs = signs;
        this.checks = new ListAndDetail<>(new TableView<>(CheckRow::key, CheckRow.columns(signs)));
        this.drift = new ListAndDetail<>(new TableView<>(DriftRow::object, DriftRow.columns()));
        this.tables = new ListAndDetail<>(new TableView<>(TableUse::name, tableColumns()));
        this.indexes = new ListAndDetail<>(new TableView<>(IndexUse::name, indexColumns()));
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
                Action.here(
                        "t",
                        "tables",
                        "Show how big tables are, and how they are read.",
                        () -> look(Part.TABLES, deck.live().usage)),
                Action.here(
                        "i",
                        "indexes",
                        "Show how big indexes are, and how much they are used.",
                        () -> look(Part.INDEXES, deck.live().usage)),
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
    public String name() {
        return "Verify";
    }

    @Override
    public String purpose() {
        return "check that the database is what it should be: health, spec, drift, sizes";
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
                                    deck.dialogs().say(Line.of(Ink.GOOD, "wrote " + count + " objects to " + file));
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
        switch (part) {
            case CHECKS ->
                checks.draw(
                        canvas,
                        verified.isPresent() ? "Spec" : "Health",
                        checks.selected().map(CheckRow::key).orElse(""),
                        checks.selected().map(CheckRow::check).orElse("nothing selected"),
                        checks.selected()
                                .map(row -> Line.folded(row.detail(), checks.detailWidth(canvas)))
                                .orElse(List.of()));
            case DRIFT ->
                drift.draw(
                        canvas,
                        "Drift from " + deck.toolkit().schemas().snapshot().getFileName(),
                        drift.selected().map(DriftRow::object).orElse(""),
                        drift.selected().map(DriftRow::object).orElse("snapshot | database"),
                        drift.selected()
                                .map(row -> row.detail(drift.detailWidth(canvas)))
                                .orElse(noDrift()));
            case TABLES ->
                tables.draw(
                        canvas,
                        "Tables, the biggest first",
                        tables.selected().map(TableUse::name).orElse(""),
                        tables.selected().map(TableUse::name).orElse(""),
                        tables.selected().map(this::detail).orElse(List.of()));
            case INDEXES ->
                indexes.draw(
                        canvas,
                        "Indexes, the biggest first",
                        indexes.selected().map(IndexUse::name).orElse(""),
                        indexes.selected().map(IndexUse::name).orElse(""),
                        indexes.selected().map(VerifyView::detail).orElse(List.of()));
        }
        if (part != Part.CHECKS || verified.isEmpty()) {
            deck.state(feed())
                    .ifPresent(line -> canvas.part(2, 2, canvas.width() - 4, 1).put(0, 0, line));
        }
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
                Line.of("about " + table.rows() + " rows"
                        + table.analyzed()
                                .map(time -> ", analyzed " + Ages.ago(time, deck.now()))
                                .orElse(", never analyzed")),
                Line.of("read " + table.sequentialScans() + " times as a whole, " + table.indexScans()
                        + " times by an index"));
    }

    private static List<Line> detail(IndexUse index) {
        return List.of(
                Line.of("on " + index.table() + ", " + Sizes.of(index.bytes())),
                Line.of("used " + index.scans() + " times since the counters began"
                        + (index.since().isPresent() ? ", " + index.since().getAsLong() + " since the last run" : "")),
                index.valid()
                        ? Line.of(index.enforces() ? "it enforces a rule, used or not" : "")
                        : Line.of(Ink.BAD, "invalid: a concurrent build did not finish; drop it and build it again"));
    }

    private ListAndDetail<?> list() {
        return switch (part) {
            case CHECKS -> checks;
            case DRIFT -> drift;
            case TABLES -> tables;
            case INDEXES -> indexes;
        };
    }

    @Override
    public boolean take(String key) {
        return list().take(key);
    }

    @Override
    public void press(Input.Mouse mouse) {
        list().press(mouse);
    }

    @Override
    public Optional<TableView<?>> table() {
        return Optional.of(list().table());
    }

    @Override
    public String copied() {
        return switch (part) {
            case CHECKS ->
                checks.selected()
                        .map(row -> row.object().isEmpty() ? row.check() : row.object())
                        .orElse("");
            case DRIFT -> drift.selected().map(DriftRow::object).orElse("");
            case TABLES -> tables.selected().map(TableUse::name).orElse("");
            case INDEXES -> indexes.selected().map(IndexUse::name).orElse("");
        };
    }
}
