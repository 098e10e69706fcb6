package dev.belay.tui.console;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.screen.Background;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** What is being done and what was done since the start, one at a time. Goes on whatever screen is open. */
final class Jobs {
    private final Background background;
    private final Clock clock;
    private final Consumer<String> diary;
    /** Only the thread of the screen adds to it; whoever stops what is going on waits for that on another one. */
    private final List<Job> all = new CopyOnWriteArrayList<>();

    private final AtomicBoolean told = new AtomicBoolean();
    private volatile CountDownLatch idle = new CountDownLatch(0);

    Jobs(Background background, Clock clock, Consumer<String> diary) {
        this.background = background;
        this.clock = clock;
        this.diary = diary;
    }

    /** How a piece of work ended, in a line. */
    record Ending(Job.State state, String text) {
        static Ending done(String text) {
            return new Ending(Job.State.DONE, text);
        }

        static Ending failed(String text) {
            return new Ending(Job.State.FAILED, text);
        }
    }

    /** Does it, on a thread of its own. */
    @FunctionalInterface
    interface Work {
        Ending run(Job job);
    }

    /** The newest one. */
    Optional<Job> current() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    List<Job> all() {
        return all;
    }

    Optional<Job> running() {
        return current().filter(Job::running);
    }

    /** Why another one cannot begin. */
    Optional<String> whyBusy() {
        return running().map(job -> "\"" + job.label() + "\" is going on; 3 shows it");
    }

    Job start(String label, String command, Work work, Consumer<Job> ended) {
        Job job = new Job(label, command, clock.instant(), this::tell, diary);
        CountDownLatch done = new CountDownLatch(1);
        idle = done;
        all.add(job);
        background.run(
                () -> {
                    try {
                        run(job, work);
                    } finally {
                        done.countDown();
                    }
                    return job;
                },
                ended,
                failure -> ended.accept(job));
        return job;
    }

    private void run(Job job, Work work) {
        try {
            Ending ending = work.run(job);
            Job.State state =
                    ending.state() == Job.State.FAILED && job.cancellation().requested()
                            ? Job.State.STOPPED
                            : ending.state();
            job.end(state, ending.text(), clock.instant());
        } catch (BelayException e) {
            job.say(Line.of(Ink.BAD, e.getMessage()));
            if (!e.hint().isEmpty()) {
                job.say(Line.of(Ink.FAINT, "hint: " + e.hint()));
            }
            job.end(
                    job.cancellation().requested() ? Job.State.STOPPED : Job.State.FAILED,
                    e.getMessage(),
                    clock.instant());
        } catch (RuntimeException | Error e) {
            job.say(Line.of(Ink.BAD, "a mistake in Belay: " + e));
            job.end(Job.State.FAILED, e.toString(), clock.instant());
        }
    }

    /** A crowd of news is one: the screen looks when it comes to it. */
    private void tell() {
        if (told.compareAndSet(false, true)) {
            background.run(
                    () -> {
                        Thread.sleep(80);
                        return told.compareAndSet(true, false);
                    },
                    ignored -> {},
                    ignored -> {});
        }
    }

    /** Asks what is going on to stop, and waits for that, but not for ever. */
    void stop(Kind why) {
        running().ifPresent(job -> job.cancellation().cancel(why));
        try {
            if (!idle.await(20, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
