package dev.belay.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much is on its way at once. */
@Timeout(30)
final class PartsTest {
    private static final int MB = 1 << 20;

    private final CountDownLatch end = new CountDownLatch(1);

    /** The parts of a huge object grow beyond what may be on its way: then they go one by one. */
    @Test
    void aPartThatIsLargerThanAllThatMayBeOnItsWayIsSentAlone() throws Exception {
        assertOnTheirWay(40 * MB, 1);
    }

    @Test
    void fourOfTheFirstSizeAreOnTheirWayAndNoMore() throws Exception {
        assertOnTheirWay(5 * MB, 4);
    }

    private void assertOnTheirWay(int size, int most) throws Exception {
        try (Parts parts = new Parts(5 * MB)) {
            List<Future<Boolean>> sent = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                sent.add(parts.send(size, () -> end.await(20, TimeUnit.SECONDS)));
            }
            AtomicBoolean taken = new AtomicBoolean();
            Thread next = new Thread(() -> {
                try {
                    sent.add(parts.send(size, () -> true));
                    taken.set(true);
                } catch (InterruptedIOException e) {
                    throw new IllegalStateException(e);
                }
            });
            next.start();
            while (next.isAlive() && next.getState() != Thread.State.WAITING) {
                Thread.sleep(5);
            }

            assertThat(taken).isFalse();
            end.countDown();
            next.join();
            assertThat(taken).isTrue();
            for (Future<Boolean> part : sent) {
                assertThat(part.get()).isTrue();
            }
        }
    }
}
