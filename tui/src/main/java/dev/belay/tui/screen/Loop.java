package dev.belay.tui.screen;

import com.googlecode.lanterna.screen.Screen;
import dev.belay.tui.terminal.Colors;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one thread that touches the screens. It sleeps until something happens or a second is over; then does all there is
 * to do and draws once.
 */
public final class Loop {
    /** How often ages and clocks are drawn. */
    private static final Duration BEAT = Duration.ofSeconds(1);
    /** How often something that is going on is drawn. */
    private static final long QUICKEST_NANOS = Duration.ofMillis(50).toNanos();

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Consumer<Throwable> failures;
    private boolean ended;
    private boolean anew;

    /** {@code failures} hears what should not have happened. */
    public Loop(Consumer<Throwable> failures) {
        this.failures = failures;
    }

    /** Does something on the thread of the screens, soon. From any thread. */
    public void post(Runnable task) {
        tasks.add(task);
    }

    /** Ends it after what is being done now. */
    public void end() {
        post(() -> ended = true);
    }

    /** The next frame is drawn from nothing. */
    public void redraw() {
        anew = true;
    }

    /** How frames look. */
    public record Looks(Colors colors, Signs signs) {}

    /** Runs until somebody ends it. Which screens are shown may change on the way. */
    public void run(Screen screen, Supplier<Cockpit> cockpits, Hands hands, Looks looks) throws IOException {
        Palette palette = new Palette(looks.colors());
        // The first frame is not kept waiting by all that is asked then.
        draw(screen, palette, looks, cockpits.get());
        long drawn = System.nanoTime();
        guarded(() -> cockpits.get().tick(hands.now()));
        long wait = BEAT.toNanos();
        while (!ended) {
            // A crowd of small news is one frame, but a key is not kept waiting: it comes with them.
            work(wait);
            // Before the frame: an answer that came is in it, not in the one of the next second.
            guarded(() -> cockpits.get().tick(hands.now()));
            wait = QUICKEST_NANOS - (System.nanoTime() - drawn);
            if (tasks.isEmpty() || wait <= 0 || anew) {
                draw(screen, palette, looks, cockpits.get());
                drawn = System.nanoTime();
                wait = BEAT.toNanos();
            }
        }
    }

    private void work(long nanos) {
        try {
            Runnable first = tasks.poll(nanos, TimeUnit.NANOSECONDS);
            if (first != null) {
                List<Runnable> all = new ArrayList<>();
                all.add(first);
                tasks.drainTo(all);
                all.forEach(this::guarded);
            }
        } catch (InterruptedException e) {
            ended = true;
        }
    }

    /** What goes wrong in one task is told, and the screens go on. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failures.accept(e);
        }
    }

    private void draw(Screen screen, Palette palette, Looks looks, Cockpit cockpit) throws IOException {
        if (screen.doResizeIfNecessary() != null) {
            anew = true;
        }
        screen.setCursorPosition(null);
        guarded(() -> cockpit.draw(Canvas.whole(screen, palette, looks.signs())));
        screen.refresh(anew ? Screen.RefreshType.COMPLETE : Screen.RefreshType.AUTOMATIC);
        anew = false;
    }
}
