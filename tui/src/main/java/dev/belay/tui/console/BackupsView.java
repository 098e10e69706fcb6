package dev.belay.tui.console;

import dev.belay.backup.DrillRecord;
import dev.belay.backup.Manifest;
import dev.belay.backup.Shelf;
import dev.belay.tui.report.PlaceListing;
import dev.belay.tui.report.Sizes;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Canvas;
import dev.belay.tui.screen.Column;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.TableView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The archives in the place of the environment: how old, how big, whether each was ever restored. */
final class BackupsView extends ListScreen {
    /** The name of a database and the time to the second. */
    private static final int NAME = 24;

    private final Deck deck;
    private final Pane<Shelf> pane;
    private final List<Action> actions;
    private Optional<PlaceListing> seen = Optional.empty();
    /** What was just made, until it is awaited. */
    private volatile Optional<String> made = Optional.empty();

    BackupsView(Deck deck) {
        super("Backups", "back up, prove that it can be restored, and restore");
        this.deck = deck;
        this.pane = new Pane<>(
                deck,
                new TableView<>(Shelf::name, columns()),
                Pane.Face.named(Shelf::name, (shelf, width) -> detail(shelf)));
        this.actions = BackupActions.of(this, deck);
    }

    private List<Column<Shelf>> columns() {
        return List.of(
                Column.<Shelf>of("BACKUP", 0, Shelf::name).atLeast(NAME),
                Column.<Shelf>number(
                        "AGE",
                        8,
                        shelf -> Ages.of(java.time.Duration.between(shelf.time(), deck.now())),
                        Comparator.comparing(Shelf::time)),
                Column.<Shelf>number("SIZE", 8, shelf -> Sizes.of(shelf.size()), Comparator.comparing(Shelf::size)),
                Column.<Shelf>of("STATE", 13, BackupsView::state).in(BackupsView::ink),
                Column.<Shelf>of("DRILL", 18, this::drill).in(BackupsView::drillInk),
                Column.<Shelf>number(
                        "ROWS",
                        12,
                        shelf -> shelf.manifest()
                                .map(known -> String.valueOf(known.totals().rows()))
                                .orElse(""),
                        Comparator.comparing(shelf -> shelf.manifest()
                                .map(known -> known.totals().rows())
                                .orElse(-1L))));
    }

    static String state(Shelf shelf) {
        if (shelf.damage().isPresent() && shelf.kind() != Shelf.Kind.CLOSED) {
            return "DAMAGED";
        }
        return switch (shelf.kind()) {
            case ARCHIVE -> shelf.manifest().filter(Manifest::encrypted).isPresent() ? "encrypted" : shelf.contents();
            case UNFINISHED -> "not finished";
            case DIRECTORY, FILE -> "pg_dump";
            case SQL -> "SQL";
            case CLOSED -> "may not be read";
        };
    }

    private static Ink ink(Shelf shelf) {
        return switch (shelf.kind()) {
            case UNFINISHED, CLOSED -> Ink.WARNING;
            default -> shelf.damage().isPresent() ? Ink.BAD : Ink.NORMAL;
        };
    }

    String drill(Shelf shelf) {
        return shelf.drill()
                .map(drill -> (drill.ok() ? "passed " : "FAILED ") + Ages.ago(drill.at(), deck.now()))
                .orElse(shelf.kind() == Shelf.Kind.ARCHIVE ? "never" : "");
    }

    private static Ink drillInk(Shelf shelf) {
        return shelf.drill().map(drill -> drill.ok() ? Ink.GOOD : Ink.BAD).orElse(Ink.FAINT);
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    /** Goes to this archive as soon as it is in the list. From the thread that has made it. */
    void made(String archive) {
        made = Optional.of(archive);
    }

    @Override
    public void tick(Instant now) {
        deck.live().backups.tick(now);
        made.ifPresent(archive -> {
            made = Optional.empty();
            pane.table().await(shelf -> shelf.name().equals(archive));
        });
        Optional<PlaceListing> known = deck.live().backups.value();
        if (known.isEmpty() && seen.isPresent()) {
            seen = Optional.empty();
            pane.table().forget();
        }
        if (known.isPresent() && !known.equals(seen)) {
            seen = known;
            pane.table().rows(known.get().shelves());
        }
    }

    @Override
    public void draw(Canvas canvas) {
        String place = seen.map(PlaceListing::place)
                .map(deck::shown)
                .or(deck.live()::place)
                .orElse("the place of the environment");
        pane.draw(canvas, "Backups in " + place, Optional.of(deck.live().backups), empty());
    }

    private List<Line> empty() {
        if (deck.live().backups.trouble().isPresent()) {
            return List.of(
                    Line.EMPTY,
                    Line.of(Ink.KEY, "p").and(" takes another place for now: a folder, or s3://bucket/prefix."));
        }
        return seen.isPresent()
                ? List.of(
                        Line.of("There are no backups here yet. b makes one."),
                        Line.of(Ink.KEY, "p").and(" looks into another place: a folder, or s3://bucket/prefix."))
                : List.of();
    }

    private List<Line> detail(Shelf shelf) {
        List<Line> lines = new ArrayList<>();
        shelf.damage().ifPresent(damage -> lines.add(Line.of(Ink.BAD, damage)));
        lines.add(fact("snapshot", shelf.time() + " (" + Ages.ago(shelf.time(), deck.now()) + ")"));
        lines.add(fact(
                "size",
                Sizes.of(shelf.size()) + " in " + Spans.count(shelf.files().size(), "file")));
        shelf.manifest().ifPresent(manifest -> {
            lines.add(fact("database", manifest.database() + ", PostgreSQL " + manifest.serverVersion()));
            lines.add(fact(
                    "holds",
                    manifest.contents().name().toLowerCase(Locale.ROOT) + ": "
                            + Spans.count(manifest.totals().tables(), "table") + ", "
                            + Spans.count(manifest.totals().rows(), "row") + ", "
                            + Sizes.of(manifest.totals().rawBytes()) + " unpacked"));
            lines.add(fact("took", Spans.of(manifest.took()) + ", by Belay " + manifest.belay()));
            manifest.lsn().ifPresent(lsn -> lines.add(fact("position", lsn)));
            lines.add(fact("encrypted", manifest.encrypted() ? "yes, with age" : "no"));
            manifest.leftOut().forEach(text -> lines.add(Line.of(Ink.WARNING, "left out  " + text)));
        });
        lines.add(fact("drill", drill(shelf).isEmpty() ? "not of Belay's" : drill(shelf)));
        shelf.drill().ifPresent(drill -> drill(drill, lines));
        shelf.manifest().ifPresent(manifest -> {
            if (!manifest.tables().isEmpty()) {
                lines.add(Line.EMPTY);
                lines.add(Line.of(Ink.TITLE, "tables"));
                manifest.tables()
                        .forEach((table, entry) -> lines.add(Line.of(Ink.FAINT, "%12d  ".formatted(entry.rows()))
                                .and(table)));
            }
        });
        return lines;
    }

    private static void drill(DrillRecord drill, List<Line> lines) {
        lines.add(fact(
                "",
                Spans.count(drill.tables(), "table") + ", " + Spans.count(drill.rows(), "row")
                        + " compared on PostgreSQL " + drill.serverVersion() + " in " + Spans.of(drill.took())));
        drill.findings().forEach(text -> lines.add(Line.of(Ink.BAD, "          " + text)));
    }

    private static Line fact(String name, String text) {
        return Line.of(Ink.FAINT, "%-10s".formatted(name)).and(text);
    }

    Optional<Shelf> selected() {
        return pane.selected();
    }

    @Override
    Pane<?> pane() {
        return pane;
    }
}
