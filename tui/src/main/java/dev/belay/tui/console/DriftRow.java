package dev.belay.tui.console;

import dev.belay.core.catalog.SchemaDiff;
import dev.belay.tui.report.Width;
import dev.belay.tui.screen.Column;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One object that is not as the snapshot has it. */
record DriftRow(String how, String object, List<SchemaDiff.Change> changes) {
    static List<Column<DriftRow>> columns() {
        return List.of(
                Column.<DriftRow>of("HOW", 9, DriftRow::how).in(DriftRow::ink),
                Column.of("OBJECT", 0, DriftRow::object));
    }

    static List<DriftRow> of(SchemaDiff difference) {
        List<DriftRow> rows = new ArrayList<>();
        difference.removed().forEach(id -> rows.add(new DriftRow("missing", id.toString(), List.of())));
        difference.added().forEach(id -> rows.add(new DriftRow("extra", id.toString(), List.of())));
        difference.changed().forEach((id, changes) -> rows.add(new DriftRow("changed", id.toString(), changes)));
        return rows;
    }

    private Ink ink() {
        return switch (how) {
            case "missing" -> Ink.BAD;
            case "extra" -> Ink.GOOD;
            default -> Ink.WARNING;
        };
    }

    /** What should be at the left, what is at the right; below each other where there is no room. */
    List<Line> detail(int width) {
        if (changes.isEmpty()) {
            return List.of(Line.of(
                    how.equals("missing")
                            ? "The snapshot has it, the database has not."
                            : "The database has it, the snapshot has not."));
        }
        List<Line> lines = new ArrayList<>();
        int half = (width - 3) / 2;
        boolean beside = half >= 20 && changes.stream().allMatch(change -> fits(change, half));
        lines.add(
                beside
                        ? Line.of(Ink.BAD, "snapshot" + " ".repeat(half - 8))
                                .and(Ink.BORDER, " | ")
                                .and(Ink.GOOD, "database")
                        : Line.of(Ink.BAD, "- snapshot").and("   ").and(Ink.GOOD, "+ database"));
        lines.add(Line.EMPTY);
        for (SchemaDiff.Change change : changes) {
            lines.add(Line.of(Ink.TITLE, change.fact()));
            List<String> before = change.before().orElse("").lines().toList();
            List<String> after = change.after().orElse("").lines().toList();
            for (int i = 0; beside && i < Math.max(before.size(), after.size()); i++) {
                String left = i < before.size() ? before.get(i) : "";
                lines.add(Line.of(Ink.BAD, left + " ".repeat(half - Width.of(left)))
                        .and(Ink.BORDER, " | ")
                        .and(Ink.GOOD, i < after.size() ? after.get(i) : ""));
            }
            if (!beside) {
                before.forEach(text -> lines.add(Line.of(Ink.BAD, "- " + text)));
                after.forEach(text -> lines.add(Line.of(Ink.GOOD, "+ " + text)));
            }
            lines.add(Line.EMPTY);
        }
        return lines;
    }

    private static boolean fits(SchemaDiff.Change change, int cells) {
        return Stream.of(change.before(), change.after())
                .flatMap(Optional::stream)
                .flatMap(String::lines)
                .allMatch(text -> Width.of(text) <= cells);
    }
}
