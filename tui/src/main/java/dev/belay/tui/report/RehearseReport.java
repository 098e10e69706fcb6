package dev.belay.tui.report;

import dev.belay.core.apply.Failure;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.core.migration.Version;
import dev.belay.verify.Severity;
import dev.belay.verify.rehearsal.RehearsalResult;
import dev.belay.verify.rehearsal.RehearsedStep;
import dev.belay.verify.rehearsal.RowChoice;
import dev.belay.verify.rehearsal.Timed;
import dev.belay.verify.rehearsal.Verdict;
import dev.belay.verify.rehearsal.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a test-migration showed.
 *
 * @param where which project and database
 * @param scratch where it took place; empty where it did not
 * @param notes what the user should know of that place
 */
public record RehearseReport(String where, String scratch, List<String> notes, RehearsalResult result)
        implements Report {
    private static final int SLOWEST = 5;
    private static final int MOST_WITHOUT = 20;

    public RehearseReport {
        notes = List.copyOf(notes);
    }

    /** What else is known of a failure in a rehearsal. */
    public Optional<FailureReport> failure() {
        if (!result.problems().isEmpty()) {
            return Optional.of(FailureReport.refusal(result.problems()));
        }
        return result.failure().map(failure -> new FailureReport(advised(failure), Optional.empty()));
    }

    /** A row that Belay has made up may be one that the real table would never have. */
    private Failure advised(Failure failure) {
        boolean ofRows = failure.error()
                .map(error -> error.state())
                .filter(state -> state.startsWith("22") || state.startsWith("23"))
                .isPresent();
        boolean madeUp = ofRows && result.copied().rows() > 0 && result.copied().choice() == RowChoice.SYNTHETIC;
        return madeUp
                ? failure.withHint(
                        (failure.hint().isEmpty() ? "" : failure.hint() + "; ")
                                + "the scratch had one made-up row per table: --data full takes the real ones, --data none none")
                : failure;
    }

    @Override
    public void text(Page page) {
        text(page, false);
    }

    /** With the time of every statement, if that is wanted. */
    public void text(Page page, boolean statements) {
        page.line(Tone.STRONG, Visible.line(where));
        if (!scratch.isEmpty()) {
            page.line(Tone.FAINT, "rehearsed on " + Visible.line(scratch));
        }
        begin(page);
        if (result.idle()) {
            page.line("nothing is pending: there is nothing to rehearse");
            return;
        }
        page.gap();
        for (RehearsedStep step : result.steps()) {
            step(page, step, statements);
        }
        if (!statements) {
            slowest(page);
        }
        page.gap();
        end(page);
    }

    /** What it showed of one migration, with the time of every statement; nothing where that was no part of it. */
    public void about(Version version, Page page) {
        result.steps().stream().filter(step -> step.version().equals(version)).forEach(step -> step(page, step, true));
    }

    /** Only the steps and how it ended. */
    void outline(Page page) {
        result.steps().forEach(step -> step(page, step, false));
        end(page);
    }

    private void begin(Page page) {
        notes.forEach(note -> page.line(Tone.FAINT, "note: " + Visible.line(note)));
        if (result.copied().objects() > 0) {
            page.line(Tone.FAINT, copied());
        }
        result.copied().lacking().forEach(text -> page.line(Tone.WARNING, "the copy lacks: " + Visible.line(text)));
        result.copied().withoutRow().entrySet().stream()
                .limit(MOST_WITHOUT)
                .forEach(table ->
                        page.line(Tone.FAINT, "no row for " + Visible.line(table.getKey() + ": " + table.getValue())));
        int more = result.copied().withoutRow().size() - MOST_WITHOUT;
        if (more > 0) {
            page.line(Tone.FAINT, "and " + Spans.count(more, "more table") + " without a row");
        }
        result.compared()
                .unread()
                .forEach((table, why) ->
                        page.line(Tone.WARNING, "rows not compared: " + Visible.line(table + ": " + why)));
    }

    private String copied() {
        String rows = switch (result.copied().choice()) {
            case NONE -> "no rows";
            case SYNTHETIC -> Spans.count(result.copied().rows(), "made-up row");
            case FULL -> Spans.count(result.copied().rows(), "row");
        };
        return "copied: " + Spans.count(result.copied().objects(), "object") + ", " + rows;
    }

    private static void step(Page page, RehearsedStep step, boolean statements) {
        Style style = page.style();
        boolean good = step.up().filter(way -> way.failure().isEmpty()).isPresent()
                && step.verdict().good();
        List<String> parts = new ArrayList<>();
        parts.add("up " + way(step.up()));
        if (step.verdict() != Verdict.NONE) {
            parts.add("down " + down(step));
        }
        step.again().ifPresent(way -> parts.add("again " + way(Optional.of(way))));
        String mark = !good
                ? style.paint(Tone.BAD, style.cross())
                : step.loses() ? style.paint(Tone.WARNING, "!") : style.paint(Tone.GOOD, style.tick());
        page.line(mark + " "
                + Visible.line(Labels.of(step.version(), step.title())) + "  "
                + style.paint(Tone.FAINT, String.join(", ", parts)));
        differences(step.difference()).forEach(line -> page.line("    " + Visible.line(line)));
        step.lost().stream()
                .filter(one -> statements || one.severity() != Severity.INFO)
                .forEach(one -> page.line(
                        one.severity() == Severity.INFO ? Tone.FAINT : Tone.WARNING,
                        "    " + Visible.line(one.object() + " " + one.message())));
        if (statements) {
            step.up().ifPresent(way -> statements(page, "up", way));
            step.down().ifPresent(way -> statements(page, "down", way));
        }
    }

    static String way(Optional<Way> way) {
        return way.map(it -> it.failure().isEmpty() ? Spans.of(it.took()) : "failed")
                .orElse("not begun");
    }

    static String down(RehearsedStep step) {
        return switch (step.verdict()) {
            case PROVEN -> Spans.of(step.down().orElseThrow().took());
            case WRONG -> "does not lead back";
            case FAILED -> "failed";
            case MISSING -> "missing";
            case UNTRIED -> "not tried";
            case NONE -> "";
        };
    }

    /** In words of a way down: what is left behind, what is gone, what is otherwise. */
    static List<String> differences(SchemaDiff difference) {
        List<String> lines = new ArrayList<>();
        difference.added().stream()
                .filter(id -> !goesWith(id, difference))
                .forEach(id -> lines.add(id + " is left behind"));
        difference.removed().forEach(id -> lines.add(id + " does not come back"));
        difference
                .changed()
                .forEach((id, changes) -> changes.forEach(change -> {
                    List<String> some = change.lines();
                    lines.add(id + ": " + some.get(0));
                    lines.addAll(some.subList(1, some.size()));
                }));
        return lines;
    }

    /** What is on a table that is left behind as well is told with it. */
    private static boolean goesWith(ObjectId id, SchemaDiff difference) {
        return switch (id.type()) {
            case CONSTRAINT, FOREIGN_KEY, TRIGGER, RULE, POLICY ->
                difference.added().contains(ObjectId.of(ObjectType.TABLE, id.schema(), id.qualifier()));
            default -> false;
        };
    }

    private static void statements(Page page, String direction, Way way) {
        way.statements().forEach(statement -> page.line(Tone.FAINT, "      " + direction + "  " + line(statement)));
    }

    private static String line(Timed statement) {
        return "%8s  line %d  %s"
                .formatted(Spans.of(statement.took()), statement.line(), Visible.line(statement.text()));
    }

    private void slowest(Page page) {
        record One(RehearsedStep step, Timed statement) {}
        List<One> all = result.steps().stream()
                .flatMap(step -> step.up().stream()
                        .flatMap(way -> way.statements().stream())
                        .map(statement -> new One(step, statement)))
                .sorted(Comparator.comparing((One one) -> one.statement().took())
                        .reversed())
                .limit(SLOWEST)
                .toList();
        if (!all.isEmpty()) {
            page.gap();
            page.line("slowest statements");
            all.forEach(one -> page.line(
                    Tone.FAINT,
                    "  " + line(one.statement()) + "  ("
                            + Visible.line(one.step().version().text()) + ")"));
        }
    }

    private void end(Page page) {
        Style style = page.style();
        result.verified().ifPresent(report -> VerifyReport.briefly(page, report));
        result.again().ifPresent(difference -> {
            if (difference.isEmpty()) {
                page.line(Tone.GOOD, style.tick() + " up again leads to the same schema");
            } else {
                page.line(Tone.BAD, style.cross() + " up again leads to another schema");
                difference.lines().forEach(line -> page.line("    " + Visible.line(line)));
            }
        });
        if (result.steps().stream().anyMatch(step -> step.verdict() == Verdict.MISSING)) {
            page.line(Tone.FAINT, "  where there shall be no way down, --up-only tries the rest");
        }
        if (!result.strict() && losing() > 0) {
            page.line(Tone.FAINT, "  what a way down loses fails with --strict alone");
        }
        page.line(
                result.good() ? Tone.GOOD : Tone.BAD,
                (result.good() ? style.tick() + " " : style.cross() + " ") + summary());
    }

    private int losing() {
        return (int) result.steps().stream().filter(RehearsedStep::loses).count();
    }

    /** One line for everything. */
    String summary() {
        int wrong = (int) result.steps().stream()
                .filter(step -> !step.verdict().good() && step.verdict() != Verdict.UNTRIED)
                .count();
        String migrations = Spans.count(result.steps().size(), "migration");
        String tail = " in " + Spans.of(result.took())
                + (losing() > 0 ? ", " + Spans.count(losing(), "way") + " down not bringing everything back" : "");
        if (!result.problems().isEmpty()) {
            return "nothing was run";
        }
        if (result.good()) {
            boolean downs = result.steps().stream().anyMatch(step -> step.verdict() == Verdict.PROVEN);
            return migrations + (downs ? " up, down and up again" : " up") + tail;
        }
        return migrations
                + (wrong > 0 ? ", " + Spans.count(wrong, "way") + " down not right" : ", not as it should be")
                + tail;
    }

    /** What is not as it should be, in a line: how much, and the first of each sort; empty where all is good. */
    public String shortfall() {
        List<String> parts = new ArrayList<>();
        List<RehearsedStep> wrong = result.steps().stream()
                .filter(step -> !step.verdict().good() && step.verdict() != Verdict.UNTRIED)
                .toList();
        parts.addAll(first(wrong, step -> {
            String what = differences(step.difference()).stream()
                    .findFirst()
                    .map(line -> ": " + line)
                    .orElse("");
            return Labels.of(step.version(), step.title()) + ": way down " + down(step) + what;
        }));
        result.verified()
                .filter(report -> !report.passed())
                .ifPresent(report -> parts.addAll(first(
                        report.findings(), finding -> "the spec: " + finding.object() + " " + finding.message())));
        result.again()
                .filter(difference -> !difference.isEmpty())
                .ifPresent(difference -> parts.add("up again leads to another schema"));
        if (result.strict()) {
            parts.addAll(first(
                    result.steps().stream().filter(RehearsedStep::loses).toList(),
                    step -> Labels.of(step.version(), step.title()) + ": the way down does not bring everything back"));
        }
        return Visible.line(String.join("; ", parts));
    }

    private static <T> List<String> first(List<T> all, Function<T, String> words) {
        return all.stream()
                .limit(1)
                .map(words)
                .map(text -> all.size() == 1 ? text : text + " (and " + (all.size() - 1) + " more)")
                .toList();
    }

    @Override
    public void json(Json json) {
        RehearseJson.write(json, this);
    }

    /** For a pull request. */
    public String markdown() {
        return new RehearseMarkdown(this).page();
    }
}
