package dev.belay.tui.report;

import dev.belay.backup.DrillRecord;
import dev.belay.backup.Manifest;
import dev.belay.backup.Shelf;
import dev.belay.backup.storage.Leftover;
import dev.belay.tui.report.Table.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The archives and dumps in a place. */
public record PlaceListing(String place, List<Shelf> shelves, List<Leftover> leftovers, Instant now) implements Report {
    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, Visible.line(place));
        if (shelves.isEmpty()) {
            page.line("there are no backups here");
        }
        Table table = new Table("BACKUP", "AGE", "SIZE", "TOOK", "TABLES", "ROWS", "", "DRILL");
        shelves.forEach(shelf -> table.row(row(shelf)));
        table.print(page);
        if (!leftovers.isEmpty()) {
            page.line((leftovers.size() == 1 ? "1 draft or upload" : leftovers.size() + " drafts or uploads")
                    + " not finished: at work, or left behind; belay" + " prune takes away what is dead");
        }
    }

    private Cell[] row(Shelf shelf) {
        Optional<Manifest> manifest = shelf.manifest();
        Optional<Manifest.Totals> totals = manifest.map(Manifest::totals);
        return new Cell[] {
            Cell.of(shelf.name()),
            Cell.of(age(shelf.time())),
            Cell.of(shelf.kind() == Shelf.Kind.CLOSED ? "" : Sizes.of(shelf.size())),
            Cell.of(manifest.map(known -> Spans.of(known.took())).orElse("")),
            Cell.of(totals.map(sum -> Long.toString(sum.tables())).orElse("")),
            Cell.of(totals.map(sum -> Long.toString(sum.rows())).orElse("")),
            kind(shelf),
            drill(shelf)
        };
    }

    private String age(Instant time) {
        Duration age = Duration.between(time, now);
        return age.toDays() >= 2 ? Spans.count(age.toDays(), "day") : Spans.of(age.isNegative() ? Duration.ZERO : age);
    }

    private static Cell kind(Shelf shelf) {
        if (shelf.damage().isPresent() && shelf.kind() != Shelf.Kind.CLOSED) {
            return new Cell("damaged", Tone.BAD);
        }
        String encrypted = shelf.manifest().filter(Manifest::encrypted).isPresent() ? "encrypted" : "";
        return switch (shelf.kind()) {
            case ARCHIVE -> Cell.of((contents(shelf) + " " + encrypted).strip());
            case UNFINISHED -> new Cell("not finished", Tone.WARNING);
            case DIRECTORY -> new Cell("pg_dump directory", Tone.FAINT);
            case FILE ->
                shelf.ours()
                        ? Cell.of(("one file " + contents(shelf) + " " + encrypted)
                                .strip()
                                .replace("  ", " "))
                        : new Cell("pg_dump file", Tone.FAINT);
            case SQL -> new Cell("SQL", Tone.FAINT);
            case CLOSED -> new Cell("may not be read", Tone.WARNING);
        };
    }

    /** What is not all of a database is nothing to rely on. */
    private static String contents(Shelf shelf) {
        return shelf.manifest()
                .map(known -> switch (known.contents()) {
                    case ALL -> "";
                    case PART -> "part";
                    case SCHEMA -> "schema only";
                    case DATA -> "rows only";
                })
                .orElse("");
    }

    private Cell drill(Shelf shelf) {
        Optional<DrillRecord> drill = shelf.drill();
        if (drill.isEmpty()) {
            return new Cell(shelf.ours() ? "never" : "", Tone.FAINT);
        }
        String age = age(drill.get().at()) + " ago";
        return drill.get().ok() ? new Cell("passed " + age, Tone.GOOD) : new Cell("FAILED " + age, Tone.BAD);
    }

    @Override
    public void json(Json json) {
        json.text("place", place)
                .list("backups", shelves, shelf -> shelf(json, shelf))
                .number("unfinished", leftovers.size());
    }

    static void shelf(Json json, Shelf shelf) {
        Optional<Manifest> manifest = shelf.manifest();
        json.text("archive", shelf.name())
                .text("kind", shelf.kind().name().toLowerCase(Locale.ROOT))
                .text("database", manifest.map(Manifest::database))
                .text("system", shelf.system())
                .text("contents", manifest.map(known -> known.contents().name().toLowerCase(Locale.ROOT)))
                .text("time", shelf.time().toString())
                .number("files", shelf.files().size())
                .number("bytes", shelf.size())
                .number("tables", manifest.map(known -> known.totals().tables()))
                .number("rows", manifest.map(known -> known.totals().rows()))
                .number("ms", manifest.map(known -> known.took().toMillis()))
                .truth("encrypted", manifest.filter(Manifest::encrypted).isPresent())
                .text("damage", shelf.damage())
                .object(
                        "drill",
                        shelf.drill(),
                        drill -> json.text("at", drill.at().toString()).truth("ok", drill.ok()));
    }
}
