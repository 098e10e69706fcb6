package dev.belay.tui.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is asked for in the background, again and again while somebody looks. The last answer stays, with its age,
 * when the next one fails or never comes. Belongs to the thread of the screen.
 */
public final class Feed<T> {
    /** A question that is not answered by then is given up; the thread that waits for it is left to its fate. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What failed is asked again sooner than what is known. */
    private static final Duration AGAIN = Duration.ofSeconds(10);
    /** So many may wait for ever; from then on only somebody who wants to know asks again. */
    private static final int LOST = 4;

    private final Background background;
    private final Supplier<Duration> every;
    private final Callable<T> question;

    private @Nullable T value;
    private Instant answered = Instant.EPOCH;
    private @Nullable Throwable trouble;
    private Instant asked = Instant.EPOCH;
    private boolean asking;
    private boolean wanted = true;
    private int number;
    private int newest;
    private int lost;

    /** {@code every} of zero asks only when somebody wants to know. */
    public Feed(Background background, Supplier<Duration> every, Callable<T> question) {
        this.background = background;
        this.every = every;
        this.question = question;
    }

    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /** Which answer that is: another one has another number, also where it says the same. */
    public int answer() {
        return newest;
    }

    /** What was wrong the last time. */
    public Optional<Throwable> trouble() {
        return Optional.ofNullable(trouble);
    }

    public boolean asking() {
        return asking;
    }

    /** Since when the answer is due. */
    public Duration waited(Instant now) {
        return asking ? Duration.between(asked, now) : Duration.ZERO;
    }

    public Duration age(Instant now) {
        return Duration.between(answered, now);
    }

    /** Asks as soon as possible, whatever the time. */
    public void refresh() {
        wanted = true;
    }

    /** What was known is about something else: an answer that is still on its way, too. */
    public void forget() {
        value = null;
        trouble = null;
        asking = false;
        newest = ++number;
        wanted = true;
    }

    /** To be called while somebody looks. */
    public void tick(Instant now) {
        if (asking && waited(now).compareTo(PATIENCE) > 0 && (wanted || lost < LOST)) {
            asking = false;
            lost++;
            wanted = true;
        }
        Duration often = trouble == null || every.get().compareTo(AGAIN) < 0 ? every.get() : AGAIN;
        boolean due = !often.isZero() && Duration.between(asked, now).compareTo(often) >= 0;
        if (!asking && (wanted || due)) {
            ask(now);
        }
    }

    private void ask(Instant now) {
        asking = true;
        wanted = false;
        asked = now;
        int mine = ++number;
        background.run(
                question,
                answer -> {
                    // Also to a question that was given up: late is better than not at all.
                    if (mine > newest) {
                        newest = mine;
                        value = answer;
                        answered = now;
                        trouble = null;
                        lost = 0;
                        asking &= mine != number;
                    }
                },
                failure -> {
                    if (mine == number) {
                        trouble = failure;
                        asking = false;
                    }
                });
    }
}
