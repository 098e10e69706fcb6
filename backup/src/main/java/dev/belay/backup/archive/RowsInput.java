package dev.belay.backup.archive;

import java.io.IOException;
import java.io.InputStream;

/** Rows without the mark at their end, which {@link EndMark} has made sure of: it holds the last bytes back. */
final class RowsInput extends InputStream {
    private final InputStream in;
    private final int mark;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int filled;

    private RowsInput(InputStream in, int mark) {
        this.in = in;
        this.mark = mark;
    }

    static RowsInput text(InputStream in) {
        return new RowsInput(in, EndMark.ROWS.length());
    }

    /** Of rows in binary, what is before them has been read already. */
    static RowsInput binary(InputStream in) {
        return new RowsInput(in, BinaryFrame.lengthAfter());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (filled - next <= mark) {
            if (!fill()) {
                return -1;
            }
        }
        int read = Math.min(length, filled - next - mark);
        System.arraycopy(buffer, next, target, offset, read);
        next += read;
        return read;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read >= 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
