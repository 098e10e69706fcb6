package dev.belay.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipe with a name stands for the terminal: reading from it waits in the same way. */
final class KeyboardTest {
    @TempDir
    private Path folder;

    private final BlockingQueue<Input> keys = new LinkedBlockingQueue<>();
    private RandomAccessFile fingers;
    private Keyboard keyboard;

    @BeforeEach
    void listen() throws Exception {
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        fingers = new RandomAccessFile(pipe.toFile(), "rw");
        keyboard = new Keyboard(pipe.toFile(), keys::add);
        keyboard.listen();
    }

    @AfterEach
    void leave() throws Exception {
        keyboard.leave();
        fingers.close();
    }

    private void type(String text) throws IOException {
        fingers.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Input next() throws InterruptedException {
        return keys.poll(5, TimeUnit.SECONDS);
    }

    @Test
    void keysComeAsTheyAreTyped() throws Exception {
        type("a\033[B");

        assertThat(next()).isEqualTo(new Input.Key("a"));
        assertThat(next()).isEqualTo(new Input.Key("down"));
    }

    @Test
    void anEscapeWithNothingAfterItIsAKeyOfItsOwn() throws Exception {
        type("\033");

        assertThat(next()).isEqualTo(new Input.Key("esc"));
    }

    @Test
    void aSequenceInTwoPiecesIsOneKey() throws Exception {
        type("\033");
        Thread.sleep(30);
        type("[A");

        assertThat(next()).isEqualTo(new Input.Key("up"));
    }

    @Test
    void whatIsTypedForSomebodyElseIsLeftToHim() throws Exception {
        long begin = System.nanoTime();
        keyboard.leave();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(400));
        type("theirs");
        byte[] theirs = new byte[6];
        fingers.readFully(theirs);
        keyboard.listen();
        type("x");

        assertThat(theirs).asString(StandardCharsets.UTF_8).isEqualTo("theirs");
        assertThat(next()).isEqualTo(new Input.Key("x"));
        assertThat(keys).isEmpty();
    }

    @Test
    void whoeverWaitsForAKeySleeps() throws Exception {
        type("a");
        next();
        Thread reader = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("keys") && thread.isAlive())
                .findFirst()
                .orElseThrow();
        var threads = ManagementFactory.getThreadMXBean();
        Thread.sleep(50);
        long before = threads.getThreadCpuTime(reader.getId());
        Thread.sleep(500);

        assertThat(threads.getThreadCpuTime(reader.getId())).isEqualTo(before);
    }
}
