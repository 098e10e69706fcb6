package dev.belay.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FeedTest {
    private static final Instant NOON = Instant.parse("2025-01-04T12:00:00Z");

    private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private final Background background = new Background(screen::add);
    private final List<CompletableFuture<String>> answers =
            List.of(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
    private final Queue<CompletableFuture<String>> questions = new ArrayDeque<>(answers);
    private final Feed<String> feed = new Feed<>(background, () -> Duration.ofMinutes(10), this::asked);

    private synchronized CompletableFuture<String> next() {
        return questions.remove();
    }

    private String asked() throws Exception {
        return next().get();
    }

    @AfterEach
    void close() {
        background.close();
    }

    private void answer(int question, String text) throws InterruptedException {
        answers.get(question).complete(text);
        Runnable news = screen.poll(10, TimeUnit.SECONDS);
        assertThat(news).isNotNull();
        news.run();
    }

    private void tick(int second) throws InterruptedException {
        int before = waiting();
        feed.tick(NOON.plusSeconds(second));
        // Questions begin on threads of their own: one after the other, so that each gets its answer.
        for (int i = 0; i < 200 && feed.asking() && before == waiting(); i++) {
            Thread.sleep(5);
        }
    }

    private synchronized int waiting() {
        return questions.size();
    }

    @Test
    void aLateAnswerIsTakenUntilANewerOneComes() throws InterruptedException {
        tick(0);
        tick(30);

        answer(0, "late");
        assertThat(feed.value()).contains("late");
        assertThat(feed.asking()).isTrue();
        answer(1, "newer");
        assertThat(feed.value()).contains("newer");
        assertThat(feed.asking()).isFalse();
    }

    @Test
    void anAnswerThatIsOlderThanWhatIsKnownIsNot() throws InterruptedException {
        tick(0);
        tick(30);

        answer(1, "newer");
        answer(0, "late");

        assertThat(feed.value()).contains("newer");
    }

    @Test
    void anAnswerAboutSomethingElseIsForgotten() throws InterruptedException {
        tick(0);
        feed.forget();
        tick(30);

        answer(0, "of another place");
        assertThat(feed.value()).isEmpty();
        answer(1, "of this");
        assertThat(feed.value()).contains("of this");
    }

    @Test
    void whatFailedIsAskedAgainSoonerThanWhatIsKnown() throws InterruptedException {
        tick(0);
        answers.get(0).completeExceptionally(new IllegalStateException("refused"));
        Runnable news = screen.poll(10, TimeUnit.SECONDS);
        assertThat(news).isNotNull();
        news.run();
        assertThat(feed.trouble()).isPresent();

        tick(9);
        assertThat(feed.asking()).isFalse();
        tick(10);
        assertThat(feed.asking()).isTrue();
        answer(1, "back");

        assertThat(feed.trouble()).isEmpty();
        tick(30);
        assertThat(feed.asking()).isFalse();
    }
}
