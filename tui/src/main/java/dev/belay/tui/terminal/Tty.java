package dev.belay.tui.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.Terminal;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.function.Consumer;

/** The terminal of this process while a full screen has it: gives it back at the end, however that comes. */
public final class Tty implements AutoCloseable {
    private final TtyTerminal terminal;
    private final TtyMode mode;
    private final Thread hook = new Thread(this::giveBack, "terminal restore");
    private final Keyboard keyboard;

    private Tty(TtyTerminal terminal, TtyMode mode, Keyboard keyboard) {
        this.terminal = terminal;
        this.mode = mode;
        this.keyboard = keyboard;
    }

    /**
     * Takes the terminal.
     *
     * @param mouse whether the mouse is ours; then the terminal itself cannot select text with it
     * @param input where keys go, on a thread of their own
     */
    public static Tty open(boolean mouse, Consumer<Input> input) throws IOException {
        TtyMode.Begun begun = TtyMode.begin();
        Keyboard keyboard = new Keyboard(TtyMode.TERMINAL, input);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        Tty tty = new Tty(new TtyTerminal(out, begun.size(), mouse), begun.mode(), keyboard);
        Runtime.getRuntime().addShutdownHook(tty.hook);
        keyboard.listen();
        return tty;
    }

    /** No terminal at all: what is drawn is seen by nobody, and no key comes. */
    public static Tty unseen() {
        File nothing = new File("/dev/null");
        TtyTerminal terminal = new TtyTerminal(OutputStream.nullOutputStream(), new TerminalSize(120, 40), false);
        return new Tty(terminal, new TtyMode(nothing, "sane"), new Keyboard(nothing, input -> {}));
    }

    /** For Lanterna's screen. */
    public Terminal terminal() {
        return terminal;
    }

    /** To be called when the operating system says that the size has changed. */
    public void resized() {
        terminal.forgetSize();
    }

    /** What runs while the terminal is as it was before. */
    @FunctionalInterface
    public interface Guest {
        void run() throws IOException, InterruptedException;
    }

    /** Leaves the full screen, lets somebody else have the terminal, and comes back. The screen has to be drawn anew. */
    public void handOver(Guest guest) throws IOException, InterruptedException {
        keyboard.leave();
        terminal.exitPrivateMode();
        mode.restore();
        try {
            guest.run();
        } finally {
            mode.raw();
            terminal.forgetSize();
            terminal.enterPrivateMode();
            terminal.clearScreen();
            keyboard.listen();
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
            terminal.again();
            terminal.clearScreen();
        }
    }

    /** Puts as much of a text as fits into the clipboard of whoever sits at the terminal, also through ssh. */
    public void copy(String text) throws IOException {
        byte[] bytes = Clipboard.fitting(text).getBytes(UTF_8);
        terminal.write("\033]52;c;" + Base64.getEncoder().encodeToString(bytes) + "\007");
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
        try {
            // What is typed from now on is for the shell.
            keyboard.leave();
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
