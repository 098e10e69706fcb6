package dev.belay.tui.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.googlecode.lanterna.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** The terminal of this process while a full screen has it: gives it back at the end, however that comes. */
public final class Tty implements AutoCloseable {
    /** What one OSC 52 may hold, so that every terminal takes it. */
    private static final int LONGEST_COPY = 70_000;
    /** So many empty reads at once are no pauses between keys: there is nobody. */
    private static final int NOBODY = 50;

    private final TtyTerminal terminal;
    private final TtyMode mode;
    private final Thread hook = new Thread(this::giveBack, "terminal restore");
    private final Object turn = new Object();
    private Thread reader = new Thread();
    private boolean reading = true;
    private boolean paused;

    private Tty(TtyTerminal terminal, TtyMode mode) {
        this.terminal = terminal;
        this.mode = mode;
    }

    /**
     * Takes the terminal.
     *
     * @param mouse whether the mouse is ours; then the terminal itself cannot select text with it
     * @param input where keys go, on a thread of their own
     */
    public static Tty open(boolean mouse, Consumer<Input> input) throws IOException {
        TtyMode.Begun begun = TtyMode.begin();
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        Tty tty = new Tty(new TtyTerminal(out, begun.size(), mouse), begun.mode());
        Runtime.getRuntime().addShutdownHook(tty.hook);
        tty.reader = new Thread(() -> tty.read(input), "keys");
        tty.reader.setDaemon(true);
        tty.reader.start();
        return tty;
    }

    /** For Lanterna's screen. */
    public Terminal terminal() {
        return terminal;
    }

    /** To be called when the operating system says that the size has changed. */
    public void resized() {
        terminal.forgetSize();
    }

    private void read(Consumer<Input> input) {
        KeyDecoder decoder = new KeyDecoder();
        try (InputStream in = new FileInputStream(FileDescriptor.in)) {
            byte[] bytes = new byte[4096];
            int nothing = 0;
            while (turn()) {
                long before = System.nanoTime();
                int length = in.read(bytes);
                boolean waited = System.nanoTime() - before > 20_000_000;
                nothing = length > 0 || waited ? 0 : nothing + 1;
                if (nothing > NOBODY) {
                    break;
                }
                List<Input> keys = length > 0 ? decoder.feed(bytes, length) : decoder.idle();
                keys.forEach(input);
            }
        } catch (IOException e) {
            // The line is gone, which is what is said next.
        }
        input.accept(new Input.Closed());
    }

    /** Waits while somebody else has the terminal. */
    private boolean turn() {
        synchronized (turn) {
            while (paused && reading) {
                try {
                    turn.wait();
                } catch (InterruptedException e) {
                    return false;
                }
            }
            return reading;
        }
    }

    private void pause(boolean wanted) {
        synchronized (turn) {
            paused = wanted;
            turn.notifyAll();
        }
    }

    /** What runs while the terminal is as it was before. */
    @FunctionalInterface
    public interface Guest {
        void run() throws IOException, InterruptedException;
    }

    /** Leaves the full screen, lets somebody else have the terminal, and comes back. The screen has to be drawn anew. */
    public void handOver(Guest guest) throws IOException, InterruptedException {
        pause(true);
        // Longer than a read without keys takes: from then on nobody here takes the other's keys.
        Thread.sleep(150);
        terminal.exitPrivateMode();
        mode.restore();
        try {
            guest.run();
        } finally {
            mode.raw();
            terminal.forgetSize();
            terminal.enterPrivateMode();
            terminal.clearScreen();
            pause(false);
        }
    }

    /** Stops this process, as Ctrl-Z does, until the shell brings it back. */
    public void suspend() throws IOException, InterruptedException {
        handOver(() -> {
            new ProcessBuilder(
                            "kill",
                            "-STOP",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            // The signal may come a moment after the one who sent it has ended.
            Thread.sleep(50);
        });
    }

    /** After somebody else stopped us: the shell has set the terminal to its own needs. */
    public void retake() throws IOException {
        if (terminal.full()) {
            mode.raw();
            terminal.forgetSize();
            terminal.write("\033[?1049h\033[?2004h");
            terminal.clearScreen();
        }
    }

    /** Puts a text into the clipboard of whoever sits at the terminal, also through ssh. */
    public void copy(String text) throws IOException {
        String cut = text.length() > LONGEST_COPY ? text.substring(0, LONGEST_COPY) : text;
        terminal.write("\033]52;c;" + Base64.getEncoder().encodeToString(cut.getBytes(UTF_8)) + "\007");
        terminal.flush();
    }

    private void giveBack() {
        try {
            terminal.exitPrivateMode();
            mode.restore();
        } catch (IOException e) {
            // There is no terminal any more.
        }
    }

    @Override
    public void close() {
        synchronized (turn) {
            reading = false;
            turn.notifyAll();
        }
        try {
            // What is typed from now on is for the shell.
            reader.join(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        giveBack();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running.
        }
    }
}
