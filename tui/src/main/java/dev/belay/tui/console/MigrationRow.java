package dev.belay.tui.console;

import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.apply.State;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Migration;
import dev.belay.tui.report.Labels;
import dev.belay.tui.report.Spans;
import dev.belay.tui.report.StatusReport;
import dev.belay.tui.screen.Column;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.Signs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One migration in the list.
 *
 * @param milliseconds how long it took, where it is applied and somebody has written that down
 * @param failure what went wrong with the last attempt, if something did
 */
record MigrationRow(MigrationStatus status, Optional<Long> milliseconds, Optional<String> failure) {
    static MigrationRow of(MigrationStatus status, Live.Migrations known) {
        boolean inside = status.state().inDatabase();
        return new MigrationRow(
                status,
                Optional.ofNullable(known.took().get(status.version())).filter(ms -> inside),
                Optional.ofNullable(known.failures().get(status.version())));
    }

    static List<Column<MigrationRow>> columns(Signs signs) {
        return List.of(
                Column.<MigrationRow>of("STATE", 13, row -> row.sign(signs) + " " + row.state())
                        .in(MigrationRow::ink)
                        .sortedBy(Comparator.comparing(row -> row.status.state())),
                Column.of("MIGRATION", 0, row -> row.label()),
                Column.<MigrationRow>of("APPLIED AT", 19, MigrationRow::appliedAt)
                        .in(Ink.FAINT),
                Column.<MigrationRow>number(
                        "TOOK",
                        8,
                        row -> row.milliseconds
                                .map(ms -> Spans.of(Duration.ofMillis(ms)))
                                .orElse(""),
                        Comparator.comparing(row -> row.milliseconds.orElse(-1L))),
                Column.<MigrationRow>of("DOWN", 4, row -> row.reversible() ? "yes" : "no")
                        .in(Ink.FAINT));
    }

    String version() {
        return status.version().text();
    }

    String label() {
        return Labels.of(status.version(), status.title());
    }

    String state() {
        return word(status.state());
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether somebody should look at it before anything else. */
    boolean troubled() {
        return switch (status.state()) {
            case PARTIAL, CHANGED, MISSING, FAILED, UNREADABLE -> true;
            case APPLIED, BASELINE, PENDING, OUTDATED, ROLLED_BACK -> false;
        };
    }

    private String sign(Signs signs) {
        return switch (status.state()) {
            case APPLIED, BASELINE -> signs.tick();
            case PENDING, OUTDATED, ROLLED_BACK -> signs.dot();
            case PARTIAL -> "!";
            case CHANGED, MISSING, FAILED, UNREADABLE -> signs.cross();
        };
    }

    Ink ink() {
        return switch (status.state()) {
            case APPLIED -> Ink.GOOD;
            case BASELINE -> Ink.FAINT;
            case PENDING, OUTDATED, ROLLED_BACK -> Ink.STRONG;
            case PARTIAL -> Ink.WARNING;
            case CHANGED, MISSING, FAILED, UNREADABLE -> Ink.BAD;
        };
    }

    /** To the second. */
    String appliedAt() {
        String at = status.row().map(HistoryRow::appliedAt).orElse("");
        return at.length() > 19 ? at.substring(0, 19) : at;
    }

    boolean reversible() {
        return status.migration().filter(Migration::reversible).isPresent();
    }

    /** Whether it can be undone now. */
    boolean undoable() {
        return status.state().inDatabase();
    }

    /** What is to be known about it, but for its SQL. */
    List<Line> about(Deck deck, int width) {
        List<Line> lines = new ArrayList<>();
        String took = milliseconds
                .map(ms -> ", took " + Spans.of(Duration.ofMillis(ms)))
                .orElse("");
        String by = status.by().map(name -> " by " + name).orElse("");
        lines.add(Line.of(ink(), state())
                .and(appliedAt().isEmpty() ? "" : " at " + appliedAt() + by + took)
                .and(Ink.FAINT, reversible() ? "   there is a way down" : "   no way down"));
        if (!meaning().isEmpty()) {
            lines.addAll(Line.of(Ink.WARNING, meaning()).folded(width));
        }
        failure.ifPresent(why ->
                why.lines().forEach(line -> lines.addAll(Line.of(Ink.BAD, line).folded(width))));
        status.migration()
                .ifPresent(file -> lines.add(Line.of(Ink.FAINT, "file      ")
                        .and(deck.shown(file.file().toString()))));
        status.migration().ifPresent(file -> lines.add(checksum(file)));
        status.progress()
                .ifPresent(progress -> lines.add(Line.of(
                        Ink.WARNING,
                        StatusReport.done(progress) + " of it done"
                                + progress.open()
                                        .map(open -> "; nobody knows about unit " + open.unit())
                                        .orElse(""))));
        return lines;
    }

    private Line checksum(Migration file) {
        String sum = file.checksum().toString();
        Line line = Line.of(Ink.FAINT, "checksum  ").and(sum.substring(0, Math.min(16, sum.length())));
        return switch (status.state()) {
            case CHANGED -> line.and(Ink.BAD, "  not that of what was applied");
            case APPLIED ->
                line.and(
                        Ink.FAINT,
                        status.by().isPresent() ? "  that of what was applied" : "  nobody kept the one of then");
            default -> line;
        };
    }

    private String meaning() {
        return switch (status.state()) {
            case APPLIED, PENDING -> "";
            case BASELINE -> "there before the history began";
            case CHANGED -> "the file was changed after it was applied; m resolves that: accept it, or put it back";
            case MISSING -> "applied, and there is no such file";
            case PARTIAL -> "begun and not finished; u goes on where it stopped";
            case FAILED -> "the last attempt failed; u tries again";
            case ROLLED_BACK -> "undone; u applies it again";
            case UNREADABLE -> "the file cannot be read or understood: belay validate says why";
            case OUTDATED -> "the file has changed since it last ran";
        };
    }
}
