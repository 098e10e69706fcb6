package dev.belay.tui.console;

import dev.belay.core.Kind;
import dev.belay.tui.report.Sizes;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Canvas;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.TextView;
import dev.belay.tui.screen.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is going on now, or went on before: how far it is, who stands in its way, and all it said. */
final class RunView implements View {
    private final Deck deck;
    private final TextView log = new TextView();
    private final List<Action> actions;
    /** How many jobs back from the newest. */
    private int back;
    /** How many there were when somebody last looked: what is new is what one wants to see. */
    private int known;

    private Optional<Job> shown = Optional.empty();

    RunView(Deck deck) {
        this.deck = deck;
        actions = List.of(
                Action.here(
                                "c",
                                "cancel",
                                "Stop it in good order: the statement is cancelled and rolled back.",
                                this::cancel)
                        .unless(() -> deck.jobs()
                                .running()
                                .map(Job::whyNotStopped)
                                .orElse(Optional.of("nothing is going on"))),
                Action.here(
                                "[",
                                "earlier",
                                "Show what was done before.",
                                () -> back =
                                        Math.min(back + 1, deck.jobs().all().size() - 1))
                        .unless(() -> back + 1 < deck.jobs().all().size()
                                ? Optional.empty()
                                : Optional.of("there is nothing earlier; 7 has the journal")),
                Action.here("]", "later", "Show what was done next.", () -> back = Math.max(0, back - 1))
                        .unless(() -> back > 0 ? Optional.empty() : Optional.of("this is the latest")));
    }

    @Override
    public String name() {
        return "Run";
    }

    @Override
    public String purpose() {
        return "watch what is going on, and its log, and stop it";
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    private void cancel() {
        Job job = deck.jobs().running().orElseThrow();
        deck.dialogs()
                .ask(
                        "Stop \"" + job.label() + "\"?",
                        List.of(
                                Line.of("What runs is cancelled and rolled back; what is committed stays."),
                                Line.of("The same command goes on from there later.")),
                        "Stop it",
                        () -> {
                            job.say(Line.of(
                                    Ink.WARNING, "stopping: the running statement is cancelled and rolled back"));
                            // Cancelling may have to speak to the server.
                            deck.background()
                                    .run(
                                            () -> {
                                                job.cancellation().cancel(Kind.INTERRUPTED);
                                                return job;
                                            },
                                            done -> {},
                                            failure -> deck.dialogs().complain(Deck.words(failure)));
                        });
    }

    @Override
    public void tick(Instant now) {}

    private Optional<Job> job() {
        List<Job> all = deck.jobs().all();
        if (all.size() != known) {
            known = all.size();
            back = 0;
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(Math.max(0, all.size() - 1 - back)));
    }

    @Override
    public void draw(Canvas canvas) {
        Optional<Job> job = job();
        if (job.isEmpty()) {
            nothing(canvas.box("Run", false));
            return;
        }
        Job.Seen seen = job.get().seen();
        if (!shown.equals(job)) {
            shown = job;
            log.show(List.of());
        }
        log.follow(seen.log());
        List<Line> top = top(seen, canvas);
        int wanted = Math.min(top.size() + 2, Math.max(4, canvas.height() - 4));
        // Where no room is left for the log, what matters has it.
        int rows = canvas.height() - wanted < 3 ? canvas.height() : wanted;
        Canvas box = canvas.part(0, 0, canvas.width(), rows).box(seen.label(), false);
        for (int y = 0; y < top.size(); y++) {
            box.put(1, y, top.get(y));
        }
        if (canvas.height() - rows >= 3) {
            Canvas inner =
                    canvas.part(0, rows, canvas.width(), canvas.height() - rows).box("Log", true);
            log.draw(inner.part(1, 0, inner.width() - 1, inner.height()));
        }
    }

    private static void nothing(Canvas canvas) {
        canvas.put(1, 1, Ink.STRONG, "Nothing has been done since the start.");
        canvas.put(1, 3, Line.of("What changes a database is started on its own screen, and is watched here:"));
        canvas.put(
                1,
                4,
                Line.of(Ink.KEY, "2")
                        .and(" Migrations: up, down, redo    ")
                        .and(Ink.KEY, "4")
                        .and(" Backups: back up, drill, restore"));
        canvas.put(1, 5, Line.of(Ink.KEY, "7").and(" History: every run that the journal knows"));
        canvas.put(1, 7, Ink.FAINT, "It goes on while another screen is open.");
    }

    private List<Line> top(Job.Seen seen, Canvas canvas) {
        Duration elapsed = Duration.between(seen.began(), seen.ended().orElse(deck.now()));
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(ink(seen.state()), word(seen.state()))
                .and("  " + Ages.clock(elapsed))
                .and(Ink.FAINT, "   " + seen.command()));
        int cells = Math.max(10, Math.min(40, canvas.width() - 44));
        if (seen.transfer().total() > 0) {
            lines.add(transfer(seen, elapsed, canvas, cells));
        } else if (seen.moment().running()) {
            boolean done = seen.state() == Job.State.DONE;
            int share = done ? 1000 : seen.moment().share();
            lines.add(Line.of(Ink.BAR, canvas.signs().bar(share, cells))
                    .and(" " + share / 10 + " %   " + seen.moment().step() + " of "
                            + seen.moment().steps() + "  ")
                    .and(Ink.STRONG, seen.moment().label()));
            if (seen.moment().statement() == 0 && !seen.moment().summary().isEmpty() && !done) {
                lines.add(Line.of(Ink.FAINT, seen.moment().summary()));
            }
            if (seen.moment().statement() > 0 && !done) {
                lines.add(Line.of(
                                Ink.FAINT,
                                "statement " + seen.moment().statement() + " of "
                                        + seen.moment().statements() + "  ")
                        .and(seen.moment().summary()));
            }
        }
        if (!seen.result().isEmpty()) {
            lines.addAll(Line.of(ink(seen.state()), seen.result()).folded(canvas.width() - 4));
        }
        if (!seen.blockers().isEmpty()) {
            lines.add(Line.of(Ink.WARNING, "waits for:   ")
                    .and(Ink.KEY, "6")
                    .and(Ink.FAINT, " shows them all, and K there ends one"));
            // What a session does stands at the end of its line: it must not be cut off.
            seen.blockers().stream()
                    .limit(6)
                    .forEach(line -> Line.of(Ink.WARNING, "  " + line).folded(canvas.width() - 4).stream()
                            .limit(3)
                            .forEach(lines::add));
        }
        return lines;
    }

    private static Line transfer(Job.Seen seen, Duration elapsed, Canvas canvas, int cells) {
        Job.Transfer moved = seen.transfer();
        int share = seen.state() == Job.State.DONE ? 1000 : moved.share();
        double seconds = Math.max(0.5, elapsed.toMillis() / 1000.0);
        long rate = Math.round(moved.done() / seconds);
        String left = rate > 0 && seen.state() == Job.State.RUNNING && moved.done() < moved.total()
                ? "  " + Spans.of(Duration.ofSeconds((moved.total() - moved.done()) / rate)) + " left"
                : "";
        return Line.of(Ink.BAR, canvas.signs().bar(share, cells))
                .and(" " + share / 10 + " %  " + Sizes.of(moved.done()) + "  " + Sizes.of(rate) + "/s" + left + "  ")
                .and(Ink.FAINT, moved.what());
    }

    private static String word(Job.State state) {
        return switch (state) {
            case RUNNING -> "going on";
            case DONE -> "done";
            case FAILED -> "FAILED";
            case STOPPED -> "STOPPED";
        };
    }

    private static Ink ink(Job.State state) {
        return switch (state) {
            case RUNNING -> Ink.KEY;
            case DONE -> Ink.GOOD;
            case FAILED, STOPPED -> Ink.BAD;
        };
    }

    @Override
    public boolean take(String key) {
        return log.take(key);
    }

    @Override
    public String copied() {
        return job().map(Job::seen)
                .map(seen -> Stream.concat(
                                Stream.of(seen.command(), (word(seen.state()) + "  " + seen.result()).strip()),
                                log.lines().stream().map(Line::text))
                        .collect(Collectors.joining("\n")))
                .orElse("");
    }
}
