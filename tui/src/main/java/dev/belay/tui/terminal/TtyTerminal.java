package dev.belay.tui.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lanterna's terminal for the screen alone: keys come by {@link Tty}, the size from the operating system and not by
 * asking the terminal, which may be mute, and each frame is one write.
 */
final class TtyTerminal extends ANSITerminal {
    private static final String ALTERNATE = "\033[?1049";
    private static final String PASTE = "\033[?2004";
    private static final String MOUSE = "\033[?1000;1006";

    private final boolean mouse;
    /** Empty where it has to be asked for. */
    private final AtomicReference<@Nullable TerminalSize> size;

    private boolean full;
    private boolean cursor = true;

    TtyTerminal(OutputStream terminal, TerminalSize size, boolean mouse) {
        super(InputStream.nullInputStream(), new FrameOutput(terminal), UTF_8);
        this.mouse = mouse;
        this.size = new AtomicReference<>(size);
    }

    /** The size that is known is none any more. */
    void forgetSize() {
        size.set(null);
    }

    @Override
    protected TerminalSize findTerminalSize() throws IOException {
        TerminalSize known = size.get();
        if (known != null) {
            return known;
        }
        TerminalSize found = TtyMode.size();
        size.set(found);
        return found;
    }

    /** Whether the full screen is on. */
    synchronized boolean full() {
        return full;
    }

    @Override
    public synchronized void enterPrivateMode() throws IOException {
        if (!full) {
            write(PASTE + "h" + (mouse ? MOUSE + "h" : ""));
            super.enterPrivateMode();
            full = true;
        }
    }

    /** All that was switched on, once more: somebody else had the terminal, and may have switched it off. */
    synchronized void again() throws IOException {
        write(ALTERNATE + "h" + PASTE + "h" + (mouse ? MOUSE + "h" : ""));
    }

    @Override
    public synchronized void exitPrivateMode() throws IOException {
        if (full) {
            full = false;
            write((mouse ? MOUSE + "l" : "") + PASTE + "l");
            super.exitPrivateMode();
        }
    }

    /** Said at each frame: where nothing has changed, nothing is sent. */
    @Override
    public synchronized void setCursorVisible(boolean visible) throws IOException {
        if (visible != cursor || !full) {
            cursor = visible;
            super.setCursorVisible(visible);
        }
    }

    /** Lanterna's own sends a zero byte after some letters. */
    @Override
    public void putString(String text) throws IOException {
        writeToTerminal(text.getBytes(UTF_8));
    }

    /** Sends a sequence that is no text. */
    void write(String sequence) throws IOException {
        writeToTerminal(sequence.getBytes(US_ASCII));
    }
}
