package dev.belay.tui.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Collects what belongs to one frame and sends it in one write, marked as one update: nobody sees half of it, and a slow
 * line is not asked once per cell.
 */
final class FrameOutput extends OutputStream {
    private static final byte[] BEGIN = "\033[?2026h".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\033[?2026l".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream terminal;
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream(1 << 14);

    FrameOutput(OutputStream terminal) {
        this.terminal = terminal;
        clear();
    }

    private void clear() {
        frame.reset();
        frame.writeBytes(BEGIN);
    }

    @Override
    public synchronized void write(int b) {
        frame.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        frame.write(bytes, from, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        if (frame.size() == BEGIN.length) {
            return;
        }
        frame.writeBytes(END);
        byte[] whole = frame.toByteArray();
        clear();
        terminal.write(whole);
        terminal.flush();
    }
}
