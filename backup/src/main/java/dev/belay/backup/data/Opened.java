package dev.belay.backup.data;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A file that is opened with its first byte: what the server refuses right away leaves none behind. */
final class Opened extends OutputStream {
    private final Opening opening;
    private @Nullable OutputStream out;

    Opened(Opening opening) {
        this.opening = opening;
    }

    /** Makes the file. */
    @FunctionalInterface
    interface Opening {
        OutputStream open() throws IOException;
    }

    private OutputStream out() throws IOException {
        if (out == null) {
            out = opening.open();
        }
        return out;
    }

    @Override
    public void write(int value) throws IOException {
        out().write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out().write(bytes, offset, length);
    }

    /** Closes it if there is one. */
    void end() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    @Override
    public void close() throws IOException {
        out().close();
    }
}
