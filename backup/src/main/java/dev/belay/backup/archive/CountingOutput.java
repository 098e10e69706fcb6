package dev.belay.backup.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Knows how much went through. */
final class CountingOutput extends FilterOutputStream {
    private long written;

    CountingOutput(OutputStream out) {
        super(out);
    }

    long written() {
        return written;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        written += length;
    }
}
