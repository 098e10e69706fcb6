package dev.belay.tui.console;

import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.RunEvent;
import dev.belay.tui.Supervision;
import dev.belay.tui.report.BarLine;
import dev.belay.tui.report.EventLines;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that takes its time: who does it writes here from its own threads, and the screen reads. */
final class Job {
    private static final int KEPT = 5_000;

    /** How a job stands. */
    enum State {
        RUNNING,
        DONE,
        FAILED,
        STOPPED
    }

    private final String label;
    private final String command;
    private final Instant began;
    private final Cancellation cancellation = new Cancellation();
    private final Runnable changed;
    private final Consumer<String> diary;
    private final List<Line> log = new ArrayList<>();

    private State state = State.RUNNING;
    private @Nullable Instant ended;
    private String result = "";
    private BarLine.Moment moment = BarLine.Moment.BEFORE;
    private Transfer transfer = Transfer.NONE;
    private List<String> blockers = List.of();
    private Optional<String> toItsEnd = Optional.empty();

    /** {@code changed} is called from any thread whenever there is news, {@code diary} with all that is to be kept. */
    Job(String label, String command, Instant began, Runnable changed, Consumer<String> diary) {
        this.label = label;
        this.command = command;
        this.began = began;
        this.changed = changed;
        this.diary = diary;
        diary.accept(label + ": began, as " + command);
    }

    /** Rows that are on their way: how much there is to do, and how much is done. */
    record Transfer(long total, long done, long rows, String what) {
        static final Transfer NONE = new Transfer(0, 0, 0, "");

        /** The same, at another piece of it. */
        Transfer at(String piece) {
            return new Transfer(total, done, rows, piece);
        }

        /** The same, with so much more done. */
        Transfer and(long bytes) {
            return new Transfer(total, done + bytes, rows, what);
        }

        int share() {
            return total <= 0 ? 0 : (int) Math.min(1000, 1000 * (double) done / total);
        }
    }

    /** All that is to be seen of a job, at one moment. */
    record Seen(
            String label,
            String command,
            State state,
            Instant began,
            Optional<Instant> ended,
            String result,
            BarLine.Moment moment,
            Transfer transfer,
            List<String> blockers,
            List<Line> log) {}

    synchronized Seen seen() {
        return new Seen(
                label,
                command,
                state,
                began,
                Optional.ofNullable(ended),
                result,
                moment,
                transfer,
                blockers,
                List.copyOf(log));
    }

    String label() {
        return label;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Says that nobody can stop it, and why. */
    synchronized void goesToItsEnd(String why) {
        toItsEnd = Optional.of(why);
    }

    /** Why it cannot be stopped, if it cannot. */
    synchronized Optional<String> whyNotStopped() {
        return toItsEnd;
    }

    /** A run as this job, and a backup before it. */
    Supervision supervision() {
        return new Supervision(this::on, cancellation, backup -> backup.accept(Transfers.backup(this)));
    }

    synchronized boolean running() {
        return state == State.RUNNING;
    }

    void say(Line line) {
        synchronized (this) {
            if (log.size() >= KEPT) {
                log.subList(0, KEPT / 10).clear();
            }
            log.add(line);
        }
        diary.accept(line.text());
        changed.run();
    }

    void say(String text) {
        text.lines().forEach(line -> say(Line.of(line)));
    }

    /** What the engine tells of a run. */
    void on(RunEvent event) {
        EventLines.Told told = EventLines.of(event);
        boolean detail = event instanceof RunEvent.StatementStarted || event instanceof RunEvent.StatementFinished;
        Ink ink = told.warning() ? Ink.WARNING : detail ? Ink.FAINT : Ink.NORMAL;
        synchronized (this) {
            moment = moment(event);
            if (event instanceof RunEvent.Blocked blocked) {
                blockers = blocked.tree();
            } else if (event instanceof RunEvent.StatementFinished || event instanceof RunEvent.Retrying) {
                blockers = List.of();
            }
        }
        // The bar says it: there may be thousands.
        List<String> lines = event instanceof RunEvent.RowsDone ? List.of() : told.lines();
        for (String line : lines) {
            say(Line.of(ink, line));
        }
    }

    /** Where a run has failed stays to be seen; one that went well is no longer in its last statement. */
    private BarLine.Moment moment(RunEvent event) {
        if (event instanceof RunEvent.RunFinished finished) {
            return finished.result().ok() && moment.running() ? moment.complete() : moment;
        }
        return moment.after(event);
    }

    /** What copies rows tells of itself. */
    void moved(java.util.function.UnaryOperator<Transfer> change) {
        synchronized (this) {
            transfer = change.apply(transfer);
        }
        changed.run();
    }

    void end(State how, String text, Instant at) {
        synchronized (this) {
            state = how;
            result = text;
            ended = at;
            blockers = List.of();
        }
        diary.accept(label + ": " + how.name().toLowerCase(Locale.ROOT) + ": " + text);
        changed.run();
    }
}
