package dev.belay.core.db;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a server sends, taken from the socket in big pieces: the driver asks for 8 KiB at a time, and each time would be a
 * call of the system. It never waits for more than it was asked for.
 */
final class ReadAhead extends FilterInputStream {
    private static final int SIZE = 1 << 16;

    private final byte[] buffer = new byte[SIZE];
    private int from;
    private int to;

    ReadAhead(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        return from == to && !fill() ? -1 : buffer[from++] & 255;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (from == to) {
            if (length >= SIZE) {
                return in.read(bytes, offset, length);
            }
            if (length > 0 && !fill()) {
                return -1;
            }
        }
        int count = Math.min(length, to - from);
        System.arraycopy(buffer, from, bytes, offset, count);
        from += count;
        return count;
    }

    /** One read of what there is. A time-out leaves everything as it was. */
    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, SIZE);
        from = 0;
        to = Math.max(0, count);
        return count > 0;
    }

    @Override
    public int available() throws IOException {
        return to - from + in.available();
    }

    @Override
    public long skip(long count) throws IOException {
        int skipped = (int) Math.min(Math.max(0, count), to - from);
        from += skipped;
        return skipped > 0 ? skipped : in.skip(count);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
