package dev.belay.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.belay.tui.terminal.Colors;
import dev.belay.tui.terminal.FrameScreen;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LoopTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final Loop loop = new Loop(failures::add);
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger ticks = new AtomicInteger();
    private final DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(80, 24));
    private Runnable drawing = () -> {};
    private Runnable ticking = () -> {};
    private Runnable closing = () -> {};
    private boolean moving;

    /** A screen that counts how often it is drawn. */
    private final class Counting implements View {
        @Override
        public String name() {
            return "Counting";
        }

        @Override
        public String purpose() {
            return "count frames";
        }

        @Override
        public List<Action> actions() {
            return List.of();
        }

        @Override
        public void tick(Instant now) {
            ticking.run();
            ticks.incrementAndGet();
        }

        @Override
        public void draw(Canvas canvas) {
            frames.incrementAndGet();
            drawing.run();
        }

        @Override
        public boolean take(String key) {
            return false;
        }
    }

    private void run() throws IOException {
        Hands hands = new IdleHands();
        Cockpit cockpit = new Cockpit(
                () -> new Head(List.of("dev"), false, List.of()),
                List.of(new Counting()),
                new Dialogs(),
                hands,
                Optional::empty,
                false);
        cockpit.moves(() -> moving);
        try (FrameScreen screen = new FrameScreen(terminal)) {
            screen.startScreen();
            loop.run(screen, () -> cockpit, hands, new Loop.Looks(Colors.NONE, new Signs(true)));
            closing.run();
        }
    }

    @Test
    void whatGoesWrongIsToldAndTheScreenGoesOn() throws IOException {
        List<String> done = new ArrayList<>();
        loop.post(() -> {
            throw new StackOverflowError("in a task");
        });
        loop.post(() -> done.add("after it"));
        drawing = () -> {
            throw new IllegalStateException("in a frame");
        };
        loop.end();

        run();

        assertThat(done).containsExactly("after it");
        assertThat(failures)
                .extracting(Throwable::getMessage)
                .contains("in a frame", "in a task")
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void anAnswerIsInTheVeryNextFrame() throws IOException {
        AtomicInteger answer = new AtomicInteger();
        AtomicInteger row = new AtomicInteger();
        List<Integer> seen = new ArrayList<>();
        ticking = () -> row.set(answer.get());
        drawing = () -> {
            seen.add(row.get());
            if (seen.size() == 2) {
                loop.end();
            }
        };
        loop.post(() -> answer.set(42));

        run();

        assertThat(seen).startsWith(0, 42);
    }

    @Test
    void aCrowdOfNewsIsFewFrames() throws IOException {
        AtomicInteger heard = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            loop.post(heard::incrementAndGet);
        }
        loop.end();

        run();

        assertThat(heard).hasValue(100_000);
        assertThat(frames).hasValueLessThan(10);
    }

    @Test
    void whereNothingHappensOnlyTheClockIsDrawn() throws IOException {
        endAfter(1500);
        List<String> heads = new ArrayList<>();
        closing = () -> heads.add(row(0));
        drawing = () -> heads.add(row(0));

        run();

        assertThat(frames).hasValue(1);
        assertThat(heads).hasSize(2);
        assertThat(heads.get(1)).startsWith(" dev").containsPattern("00:0[1-9]:00");
    }

    @Test
    void whatGoesOnIsDrawnEachSecond() throws IOException {
        moving = true;
        endAfter(1200);

        run();

        assertThat(frames).hasValueBetween(2, 4);
    }

    @Test
    void whatHasComeIsPutIntoTheListsBeforeTheFrameThatShowsIt() throws IOException {
        AtomicInteger cameAt = new AtomicInteger(-1);
        List<Integer> ticked = new ArrayList<>();
        drawing = () -> {
            if (cameAt.get() >= 0) {
                ticked.add(ticks.get() - cameAt.get());
            }
        };
        loop.post(() -> cameAt.set(ticks.get()));
        endAfter(300);

        run();

        assertThat(ticked).isNotEmpty();
        assertThat(ticked.get(0)).isPositive();
    }

    private String row(int row) {
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < 80; x++) {
            text.append(terminal.getCharacter(x, row).getCharacterString());
        }
        return text.toString();
    }

    private void endAfter(long milliseconds) {
        Thread timer = new Thread(() -> {
            try {
                Thread.sleep(milliseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            loop.end();
        });
        timer.setDaemon(true);
        timer.start();
    }
}
