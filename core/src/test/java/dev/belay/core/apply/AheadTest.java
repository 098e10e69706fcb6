package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AheadTest {
    @Test
    void theWorkIsDoneWhetherSomebodyAsksForItsResultOrNot() throws Exception {
        CountDownLatch done = new CountDownLatch(1);

        Ahead.begin(() -> {
            done.countDown();
            return "";
        });

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theResultIsThatOfTheWork() {
        Ahead<Thread> ahead = Ahead.begin(Thread::currentThread);

        assertThat(ahead.result()).isNotSameAs(Thread.currentThread()).isSameAs(ahead.result());
    }

    @Test
    void whatTheWorkThrowsIsThrownToWhoeverAsks() {
        BelayException refused = new BelayException(Kind.USAGE, "no such folder", "");
        Ahead<String> ahead = Ahead.begin(() -> {
            throw refused;
        });
        Ahead<String> broken = Ahead.begin(() -> {
            throw new StackOverflowError();
        });

        assertThatThrownBy(ahead::result).isSameAs(refused);
        assertThatThrownBy(broken::result).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void whoIsInterruptedStaysInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        Ahead<Boolean> ahead = Ahead.begin(() -> {
            try {
                return never.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        });
        Thread.currentThread().interrupt();

        assertThatThrownBy(ahead::result)
                .isInstanceOfSatisfying(
                        BelayException.class,
                        thrown -> assertThat(thrown.kind()).isEqualTo(Kind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }
}
