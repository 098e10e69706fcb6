package dev.belay.tui.console;

import dev.belay.core.BelayException;
import dev.belay.core.apply.Approval;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Preview;
import dev.belay.core.apply.RunResult;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import dev.belay.tui.report.PlanReport;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** From a wish to a run: the plan is made and shown, somebody agrees, and exactly that is run. */
final class Plans {
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
                deck.consent(
                        wish.title() + " (" + count + ")", lines(preview, Map.of()), "Run", () -> start(wish, made));
            }
        });
    }

    private void start(Wish wish, Made made) {
        deck.start(wish.title(), wish.command(), job -> {
            RunResult result = deck.toolkit().run(made.requests(), Approval.of(made.preview()), job.supervision());
            if (result.ok()) {
                deck.toolkit().schemas().refresh(result).ifPresent(note -> job.say(Line.of(Ink.FAINT, note)));
                return Jobs.Ending.done(
                        Spans.count(result.steps().size(), "migration") + " in " + Spans.of(result.took()));
            }
            Failure failure = result.failure().orElseThrow();
            failure.place().ifPresent(place -> job.say(Line.of(Ink.BAD, "at " + place + ": " + place.text())));
            job.say(Line.of(Ink.BAD, failure.message()));
            if (!failure.hint().isEmpty()) {
                job.say(Line.of(Ink.WARNING, "hint: " + failure.hint()));
            }
            return Jobs.Ending.failed(failure.message());
        });
    }
}
