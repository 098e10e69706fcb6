package dev.belay.tui.report;

import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.apply.Prerequisite;
import dev.belay.core.apply.Problem;
import dev.belay.core.apply.Standing;
import dev.belay.core.apply.State;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Migration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How every migration stands.
 *
 * @param where which database
 * @param standing the migrations
 * @param problems why {@code up} would be refused
 * @param prerequisites what pending migrations declare they need
 * @param look what is shown of it
 */
public record StatusReport(
        Where where, Standing standing, List<Problem> problems, List<Prerequisite> prerequisites, Look look)
        implements Report {
    /**
     * What is shown.
     *
     * @param pendingOnly whether only those are listed that {@code up} would run
     * @param byWhom whether people are told who applied them; programs always are
     */
    public record Look(boolean pendingOnly, boolean byWhom) {}

    /** Whether everything is applied, and nothing is wrong. */
    public boolean settled() {
        return problems.isEmpty()
                && standing.entries().stream()
                        .allMatch(entry -> entry.state() == State.APPLIED || entry.state() == State.BASELINE);
    }

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        page.gap();
        Table table = new Table("state", "version", "title", "applied at", "by", "note");
        for (MigrationStatus entry : listed()) {
            table.row(
                    state(entry.state(), page.style()),
                    Table.Cell.of(entry.version().text()),
                    Table.Cell.of(Labels.repeats(entry.version(), entry.title()) ? "" : entry.title()),
                    new Table.Cell(appliedAt(entry).orElse(""), Tone.FAINT),
                    new Table.Cell(look.byWhom() ? entry.by().orElse("") : "", Tone.FAINT),
                    new Table.Cell(note(entry), Tone.FAINT));
        }
        if (!table.isEmpty()) {
            table.print(page);
            page.gap();
        }
        PlanReport.prerequisites(page, prerequisites);
        PlanReport.problems(page, problems);
        page.line(counted());
        next().ifPresent(line -> page.line(Tone.FAINT, "next: " + line));
    }

    private List<MigrationStatus> listed() {
        return look.pendingOnly()
                ? standing.entries().stream()
                        .filter(entry -> entry.state().wantsUp())
                        .toList()
                : standing.entries();
    }

    private static Table.Cell state(State state, Style style) {
        String word = Names.spoken(state);
        return switch (state) {
            case APPLIED -> new Table.Cell(style.tick() + " " + word, Tone.GOOD);
            case BASELINE -> new Table.Cell(style.tick() + " " + word, Tone.FAINT);
            case PENDING, OUTDATED, ROLLED_BACK -> new Table.Cell(style.dot() + " " + word, Tone.NORMAL);
            case PARTIAL -> new Table.Cell("! " + word, Tone.WARNING);
            case CHANGED, MISSING, FAILED, UNREADABLE -> new Table.Cell(style.cross() + " " + word, Tone.BAD);
        };
    }

    private static String note(MigrationStatus entry) {
        return switch (entry.state()) {
            case APPLIED ->
                entry.migration().filter(Migration::reversible).isPresent() || repeatable(entry)
                        ? ""
                        : "has no down part";
            case PENDING -> repeatable(entry) ? "repeatable" : "";
            case CHANGED -> "the file was changed after it was applied";
            case MISSING -> "applied, and there is no such file";
            case PARTIAL -> entry.progress().map(StatusReport::progress).orElse("begun and not finished");
            case FAILED ->
                entry.row().isPresent()
                        ? "begun and not finished"
                        : "the last attempt failed, and nothing of it is left";
            case ROLLED_BACK -> "";
            case BASELINE -> "there before the history began";
            case OUTDATED -> "the file has changed since it last ran";
            case UNREADABLE -> entry.row().isPresent() ? "applied, and what is in the file now is not known" : "";
        };
    }

    private static boolean repeatable(MigrationStatus entry) {
        return entry.migration().filter(Migration::repeatable).isPresent();
    }

    private static String progress(Progress progress) {
        String way = Names.of(progress.direction());
        String done = "going " + way + ", " + done(progress) + " done";
        return progress.open()
                .map(open -> done + ", and nobody knows whether unit " + open.unit() + " is")
                .orElse(done);
    }

    /** Of a data migration rows, of others units. */
    public static String done(Progress progress) {
        return progress.marks().isEmpty()
                ? Spans.count(progress.done().size(), "unit")
                : Spans.count(progress.rows(), "row");
    }

    private static Optional<String> appliedAt(MigrationStatus entry) {
        return entry.row().map(HistoryRow::appliedAt).filter(time -> !time.isEmpty());
    }

    private Map<State, Integer> counts() {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        standing.entries().forEach(entry -> counts.merge(entry.state(), 1, Integer::sum));
        return counts;
    }

    private String counted() {
        List<String> parts = new ArrayList<>();
        counts().forEach((state, count) -> parts.add(count + " " + Names.spoken(state)));
        return parts.isEmpty() ? "there are no migrations" : String.join(", ", parts);
    }

    private Optional<String> next() {
        boolean open = standing.entries().stream()
                .anyMatch(entry -> entry.progress().flatMap(Progress::open).isPresent());
        if (open) {
            return Optional.of("look what is in the database, then belay resolve --retry VERSION or --skip VERSION");
        }
        if (standing.entries().isEmpty()) {
            return Optional.of("belay new TITLE writes the first one");
        }
        if (!problems.isEmpty()) {
            return Optional.of("mend what is listed above; belay up refuses until then");
        }
        boolean pending =
                standing.entries().stream().anyMatch(entry -> entry.state().wantsUp());
        return pending ? Optional.of("belay plan shows what would run, belay up runs it") : Optional.empty();
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.list(
                "migrations",
                listed(),
                entry -> json.text("version", entry.version().text())
                        .text("title", entry.title())
                        .text("state", Names.of(entry.state()))
                        .text("applied_at", appliedAt(entry))
                        .text("applied_by", entry.by())
                        .text("file", entry.migration().map(Migration::file).map(file -> file.toString()))
                        .truth(
                                "reversible",
                                entry.migration().filter(Migration::reversible).isPresent())
                        .truth("repeatable", repeatable(entry))
                        .object(
                                "progress",
                                entry.progress(),
                                progress -> json.text("direction", Names.of(progress.direction()))
                                        .number("units_done", progress.done().size())
                                        .number("rows_done", progress.rows())
                                        .number("unit_in_doubt", progress.open().map(Progress.Open::unit))));
        PlanReport.prerequisites(json, prerequisites);
        PlanReport.problems(json, problems);
        json.object("counts", counts -> {
            for (State state : State.values()) {
                counts.number(Names.of(state), counts().getOrDefault(state, 0));
            }
        });
    }
}
