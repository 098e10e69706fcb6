package dev.belay.tui.screen;

import com.googlecode.lanterna.screen.Screen;
import dev.belay.tui.terminal.Colors;
import dev.belay.tui.terminal.FrameScreen;
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
 * to do and draws once. Where nothing has happened and nothing is going on, that is the clock alone.
 */
public final class Loop {
    /** How often the clock is drawn, and what is going on. */
    private static final Duration BEAT = Duration.ofSeconds(1);
    /** How often everything else is drawn, for the sake of the ages in it. */
    private static final long SLOWEST_NANOS = Duration.ofSeconds(10).toNanos();
    /** How often something that is going on is drawn. */
    private static final long QUICKEST_NANOS = Duration.ofMillis(50).toNanos();

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Consumer<Throwable> failures;
    private boolean ended;
    private boolean anew;
    /** Whether something was done since everything was drawn. */
    private boolean news = true;

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
    public void run(FrameScreen screen, Supplier<Cockpit> cockpits, Hands hands, Looks looks) throws IOException {
        Palette palette = new Palette(looks.colors());
        // The first frame is not kept waiting by all that is asked then.
        draw(screen, palette, looks, cockpits.get());
        long all = System.nanoTime();
        long drawn = all;
        while (!ended) {
            Cockpit cockpit = cockpits.get();
            boolean moving = news || anew || cockpit.moving();
            // Before the frame: what has come is put into the lists by this.
            guarded(() -> cockpit.tick(hands.now()));
            long now = System.nanoTime();
            long wait = QUICKEST_NANOS - (now - drawn);
            boolean frame = tasks.isEmpty() || wait <= 0 || anew;
            if (frame && (moving || now - all > SLOWEST_NANOS)) {
                draw(screen, palette, looks, cockpit);
                all = drawn = System.nanoTime();
            } else if (frame) {
                clock(screen, palette, looks, cockpit);
                drawn = System.nanoTime();
            }
            // A crowd of small news is one frame, but a key is not kept waiting: it comes with them.
            work(frame ? BEAT.toNanos() : wait);
        }
    }

    private void work(long nanos) {
        try {
            Runnable first = tasks.poll(nanos, TimeUnit.NANOSECONDS);
            if (first != null) {
                List<Runnable> all = new ArrayList<>();
                all.add(first);
                tasks.drainTo(all);
                news = true;
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
        news = false;
    }

    private void clock(FrameScreen screen, Palette palette, Looks looks, Cockpit cockpit) throws IOException {
        guarded(() -> cockpit.drawClock(Canvas.whole(screen, palette, looks.signs())));
        screen.refreshRow(0);
    }
}
