package dev.belay.tui.console;

import dev.belay.core.BelayException;
import dev.belay.core.apply.Approval;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Preview;
import dev.belay.core.apply.RunResult;
import dev.belay.core.apply.StepResult;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import dev.belay.tui.report.Labels;
import dev.belay.tui.report.PlanReport;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** From a wish to a run: the plan is made and shown, somebody agrees, and exactly that is run. */
final class Plans {
    /** Said where a run has failed. */
    static final Line WAY_ON = Line.of(Ink.KEY, "2")
            .and(" has the migration: there ")
            .and(Ink.KEY, "e")
            .and(" edits its file, ")
            .and(Ink.KEY, "t")
            .and(" rehearses, ")
            .and(Ink.KEY, "u")
            .and(" goes on");

    private final Deck deck;

    Plans(Deck deck) {
        this.deck = deck;
    }

    /**
     * What is wanted.
     *
     * @param title of the question
     * @param command that does the same
     * @param requests made in the background: they may have to ask the database
     */
    record Wish(String title, String command, Supplier<List<PlanRequest>> requests) {}

    private record Made(List<PlanRequest> requests, Preview preview) {}

    /** Shows the plan with its statements, and runs nothing. */
    void show(Wish wish) {
        deck.fetchToAsk(
                "making the plan",
                () -> read(make(wish)),
                lines -> deck.dialogs().show(wish.title(), lines));
    }

    /** With the statements, or without them where a file cannot be read: the plan says that. */
    private List<Line> read(Made made) {
        try {
            return lines(made.preview(), deck.toolkit().scripts(made.preview()));
        } catch (BelayException e) {
            return lines(made.preview(), Map.of());
        }
    }

    private Made make(Wish wish) {
        List<PlanRequest> requests = wish.requests().get();
        return new Made(requests, deck.toolkit().preview(requests.get(0)));
    }

    private List<Line> lines(Preview preview, Map<Version, Script> scripts) {
        return Deck.lines(new PlanReport(deck.where(), preview, scripts, !scripts.isEmpty()), true).stream()
                .map(line ->
                        line.text().startsWith("     ") ? Sql.lines(line.text()).get(0) : line)
                .toList();
    }

    /** Makes the plan, asks, and runs it. */
    void run(Wish wish) {
        deck.fetchToAsk("making the plan", () -> make(wish), made -> {
            Preview preview = made.preview();
            if (!preview.plan().runnable()) {
                List<Line> lines = new ArrayList<>();
                lines.add(Line.of(Ink.BAD, "Belay refuses this plan:"));
                lines.addAll(lines(preview, Map.of()));
                deck.dialogs().show(wish.title(), lines);
            } else if (preview.plan().steps().isEmpty()) {
                deck.dialogs().say("there is nothing to do");
            } else {
                String count = Spans.count(preview.plan().steps().size(), "migration");
                List<Line> lines = new ArrayList<>(lines(preview, Map.of()));
                lines.addAll(afterwards(made.requests()));
                deck.consent(wish.title() + " (" + count + ")", lines, "Run", () -> start(wish, made));
            }
        });
    }

    /** What the plan of the first request does not say. */
    private static List<Line> afterwards(List<PlanRequest> requests) {
        if (requests.get(0).goesUp()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        lines.add(Line.of(Ink.WARNING, "What a way down drops takes its rows with it; only a backup has them then."));
        String again = requests.stream()
                .skip(1)
                .flatMap(request -> request.version().stream())
                .map(Version::text)
                .collect(Collectors.joining(", "));
        if (!again.isEmpty()) {
            lines.add(Line.of("then apply again: ").and(Ink.STRONG, again));
        }
        return lines;
    }

    private void start(Wish wish, Made made) {
        deck.start(wish.title(), wish.command(), job -> {
            RunResult result = deck.toolkit().run(made.requests(), Approval.of(made.preview()), job.supervision());
            if (result.ok()) {
                deck.toolkit().schemas().refresh(result).ifPresent(note -> job.say(Line.of(Ink.FAINT, note)));
                return Jobs.Ending.done(
                        Spans.count(result.steps().size(), made.requests().size() > 1 ? "step" : "migration") + " in "
                                + Spans.of(result.took()));
            }
            Failure failure = result.failure().orElseThrow();
            failure.place().ifPresent(place -> job.say(Line.of(Ink.BAD, "at " + place + ": " + place.text())));
            job.say(Line.of(Ink.BAD, failure.message()));
            if (!failure.hint().isEmpty()) {
                job.say(Line.of(Ink.WARNING, "hint: " + failure.hint()));
            }
            job.say(WAY_ON);
            return Jobs.Ending.failed(
                    job.cancellation().requested() ? stopped(made, result.steps()) : failure.message());
        });
    }

    /** That somebody wanted it is no news to them; how far it came is. */
    private static String stopped(Made made, List<StepResult> begun) {
        long done = begun.stream().filter(step -> step.failure().isEmpty()).count();
        String where = begun.stream()
                .filter(step -> step.failure().isPresent())
                .map(step -> " in " + Labels.of(step.version(), step.title()))
                .findFirst()
                .orElse("");
        int all = made.preview().plan().steps().size() + made.requests().size() - 1;
        return "stopped" + where + ": " + done + " of " + Spans.count(all, "step")
                + " done; the same again goes on from there";
    }
}
