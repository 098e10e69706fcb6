package dev.belay.tui.terminal;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.function.Consumer;

/** Reads keys on a thread of its own, which sleeps until one comes, and leaves them to somebody else when told to. */
final class Keyboard {
    /** So many empty reads at once are no pauses between keys: there is nobody. */
    private static final int NOBODY = 50;
    /** How long the rest of a sequence may take, in looks of {@link #LOOK} milliseconds. */
    private static final int LOOKS = 20;

    private static final int LOOK = 5;
    /** How long the end of the reading is waited for, in milliseconds. */
    private static final int LONGEST_END = 500;

    private final File terminal;
    private final Consumer<Input> input;
    private Thread reader = new Thread();

    Keyboard(File terminal, Consumer<Input> input) {
        this.terminal = terminal;
        this.input = input;
    }

    /** From now on keys are ours. */
    synchronized void listen() {
        reader = new Thread(this::read, "keys");
        reader.setDaemon(true);
        reader.start();
    }

    /** From now on they are not; what was typed before and is not read stays where it is. */
    synchronized void leave() throws InterruptedException {
        reader.interrupt();
        reader.join(LONGEST_END);
    }

    private void read() {
        KeyDecoder decoder = new KeyDecoder();
        // A channel, because one that waits for a key can be interrupted.
        try (FileInputStream in = new FileInputStream(terminal);
                FileChannel keys = in.getChannel()) {
            ByteBuffer bytes = ByteBuffer.allocate(4096);
            int nothing = 0;
            while (nothing <= NOBODY) {
                if (decoder.waits() && !more(in)) {
                    decoder.idle().forEach(input);
                }
                int length = keys.read(bytes.clear());
                nothing = length > 0 ? 0 : nothing + 1;
                List<Input> found = length > 0 ? decoder.feed(bytes.array(), length) : decoder.idle();
                found.forEach(input);
            }
        } catch (ClosedByInterruptException | InterruptedException e) {
            return;
        } catch (IOException e) {
            // The line is gone, which is what is said next.
        }
        input.accept(new Input.Closed());
    }

    /** Whether something comes soon. */
    private static boolean more(FileInputStream in) throws IOException, InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            if (in.available() > 0) {
                return true;
            }
            Thread.sleep(LOOK);
        }
        return in.available() > 0;
    }
}
