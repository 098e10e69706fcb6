package dev.belay.tui;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class SignalsTest {
    @Test
    void runsTheActionEachTimeTheSignalArrives() throws Exception {
        CountDownLatch arrived = new CountDownLatch(2);

        assertThat(Signals.on("WINCH", arrived::countDown)).isTrue();
        raise();
        while (arrived.getCount() == 2) {
            Thread.onSpinWait();
        }
        raise();

        assertThat(arrived.await(10, SECONDS)).isTrue();
    }

    @Test
    void saysWhenThereIsNoSuchSignal() {
        assertThat(Signals.on("NOSUCH", () -> {})).isFalse();
        assertThat(Signals.on("KILL", () -> {})).isFalse();
    }

    private static void raise() throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-WINCH", pid).start().waitFor()).isZero();
    }
}
