package dev.belay.tui.console;

import dev.belay.core.history.JournalLine;
import dev.belay.core.migration.Version;
import dev.belay.tui.report.HistoryReport;
import dev.belay.tui.report.RunsReport;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Canvas;
import dev.belay.tui.screen.Column;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.TableView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every run that the journal knows, and each of its lines. */
final class HistoryView extends ListScreen {
    private final Deck deck;
    private final Pane<RunsReport.Run> pane;
    private final List<Action> actions;
    private Optional<List<JournalLine>> seen = Optional.empty();
    private Map<String, List<JournalLine>> byRun = Map.of();

    HistoryView(Deck deck) {
        super("History", "read what was done, by whom, and how it ended: the report of each run");
        this.deck = deck;
        this.pane = new Pane<>(
                deck,
                new TableView<>(RunsReport.Run::id, columns())
                        .beginningWith(runs -> runs.stream().findFirst()),
                new Pane.Face<>(RunsReport.Run::id, run -> "run " + run.id(), this::detail, RunsReport.Run::id));
        this.actions = List.of(
                Action.command(
                                "t",
                                "text",
                                "Show the text that was run for the first migration of the selected run.",
                                "belay history VERSION",
                                this::text)
                        .saying(() -> deck.command(
                                "history " + version().map(Deck::quoted).orElse("VERSION")))
                        .unless(() -> version().isPresent()
                                ? Optional.empty()
                                : Optional.of("the selected run has no migration")),
                Action.command("r", "refresh", "Ask the journal again.", "belay history --runs", deck.live()::refresh)
                        .saying(() -> deck.command("history --runs")));
    }

    private static List<Column<RunsReport.Run>> columns() {
        return List.of(
                Column.<RunsReport.Run>of("BEGAN", 19, run -> cut(run.began())),
                Column.<RunsReport.Run>of("WHAT", 0, run -> run.what().isEmpty() ? "nothing" : run.what()),
                Column.<RunsReport.Run>of("USER", 12, RunsReport.Run::user).in(Ink.FAINT),
                Column.<RunsReport.Run>of("END", 14, HistoryView::end)
                        .in(run -> !run.finished() || run.stopped() ? Ink.WARNING : failed(run) ? Ink.BAD : Ink.GOOD));
    }

    private static String cut(String time) {
        return time.length() > 19 ? time.substring(0, 19) : time;
    }

    private static boolean failed(RunsReport.Run run) {
        return run.what().contains("failed");
    }

    private static String end(RunsReport.Run run) {
        if (!run.finished()) {
            return "not recorded";
        }
        return run.stopped() ? "STOPPED" : failed(run) ? "FAILED" : "good";
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    private Optional<String> version() {
        return pane.selected()
                .flatMap(run -> byRun.getOrDefault(run.id(), List.of()).stream()
                        .map(JournalLine::version)
                        .filter(text -> !text.isEmpty())
                        .findFirst());
    }

    private void text() {
        Version version = new Version(version().orElseThrow());
        deck.fetchToAsk(
                "reading the journal",
                () -> new HistoryReport(
                        deck.where(),
                        deck.toolkit().history(Optional.of(version), 50),
                        Optional.of(deck.toolkit().text(version))),
                report -> deck.dialogs().show(version.text(), Deck.lines(report, true)));
    }

    @Override
    public void tick(Instant now) {
        deck.live().runs.tick(now);
        Optional<List<JournalLine>> known = deck.live().runs.value();
        if (known.isPresent() && !known.equals(seen)) {
            seen = known;
            byRun = known.get().stream().collect(Collectors.groupingBy(JournalLine::run));
            pane.table().rows(RunsReport.of(deck.where(), known.get()).runs());
        }
    }

    @Override
    public void look() {
        deck.live().renew(deck.now());
    }

    @Override
    public void draw(Canvas canvas) {
        pane.draw(canvas, "Runs", Optional.of(deck.live().runs), empty());
    }

    private List<Line> empty() {
        return seen.isPresent()
                ? List.of(Line.of("The journal has nothing to tell yet: nothing was run with Belay."))
                : List.of();
    }

    private List<Line> detail(RunsReport.Run run, int width) {
        List<Line> lines = new ArrayList<>();
        if (!run.message().isEmpty()) {
            lines.addAll(
                    Line.of(failed(run) ? Ink.BAD : Ink.STRONG, run.message()).folded(width));
        }
        List<JournalLine> all = new ArrayList<>(byRun.getOrDefault(run.id(), List.of()));
        Collections.reverse(all);
        for (JournalLine line : RunsReport.telling(all)) {
            Ink ink = line.event().contains("failed") ? Ink.BAD : Ink.NORMAL;
            lines.add(Line.of(Ink.FAINT, cut(line.at()) + "  ")
                    .and(ink, words(line.event()))
                    .and(line.version().isEmpty() ? "" : "  " + line.version())
                    .and(
                            Ink.FAINT,
                            line.unit().map(unit -> "  unit " + unit).orElse("")
                                    + line.milliseconds()
                                            .map(ms -> "  " + Spans.of(Duration.ofMillis(ms)))
                                            .orElse("")));
            if (!line.message().isEmpty()) {
                line.message()
                        .lines()
                        .forEach(
                                text -> lines.addAll(Line.of(ink, "    " + text).folded(width)));
            }
        }
        if (!run.origin().isEmpty()) {
            lines.add(Line.EMPTY);
            lines.add(Line.of(Ink.FAINT, run.origin()));
        }
        return lines;
    }

    private static String words(String event) {
        return switch (event) {
            case "run_started" -> "began";
            case "run_finished" -> "ended";
            case "step_applied" -> "applied";
            case "step_reverted" -> "undone";
            case "step_started" -> "begun";
            case "step_failed" -> "failed";
            default -> event.replace('_', ' ');
        };
    }

    @Override
    Pane<?> pane() {
        return pane;
    }
}
