package dev.belay.backup;

import dev.belay.backup.archive.BinaryFrame;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.content.ContentHash;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Finds the rows in what COPY wrote, and hashes them as the backup did. A large row is never in memory as a whole. */
final class RowScan {
    private static final int BUFFER = 1 << 16;
    private static final int HEADER = BinaryFrame.before().length;

    /** In bytes: no row of PostgreSQL has more. */
    private static final long ROW = 1 << 30;

    private final long most;
    private final ContentHash hash = new ContentHash();
    private final byte[] row = new byte[BUFFER];
    private int filled;
    private long passed;

    private RowScan(long most) {
        this.most = most;
    }

    /**
     * Reads all of it.
     *
     * @param rows without the end mark of text
     * @throws BelayException of kind INTEGRITY for a row that can be none
     */
    static ContentHash of(InputStream rows, boolean binary) throws IOException {
        return of(rows, binary, ROW);
    }

    /** @param most bytes of a row */
    static ContentHash of(InputStream rows, boolean binary, long most) throws IOException {
        RowScan scan = new RowScan(most);
        if (binary) {
            scan.binary(new Bytes(rows));
        } else {
            scan.text(rows);
        }
        return scan.hash;
    }

    /** A line end within a value is written as two letters, so each one ends a row. */
    private void text(InputStream rows) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = rows.read(buffer); read >= 0; read = rows.read(buffer)) {
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    end(buffer, from, i);
                    from = i + 1;
                }
            }
            keep(buffer, from, read);
        }
        if (filled > 0) {
            throw new EOFException("the last row has no end");
        }
    }

    private void end(byte[] buffer, int from, int to) {
        if (filled == 0) {
            hash.row(buffer, from, to);
        } else {
            keep(buffer, from, to);
            end();
        }
    }

    private void end() {
        hash.row(row, 0, filled);
        filled = 0;
        passed = 0;
    }

    private void keep(byte[] buffer, int from, int to) {
        room(to - from);
        System.arraycopy(buffer, from, row, filled, to - from);
        filled += to - from;
    }

    /** For no more than a buffer. */
    private void room(int more) {
        if (passed + filled + more > most) {
            throw new BelayException(
                    Kind.INTEGRITY,
                    "a row does not end after " + (most >> 20) + " MiB",
                    "no row of PostgreSQL is so large: it is damaged");
        }
        if (row.length - filled < more) {
            passed = hash.piece(row, 0, filled);
            filled = 0;
        }
    }

    private void binary(Bytes in) throws IOException {
        in.pass(HEADER);
        for (short columns = (short) in.number(2); columns >= 0; columns = (short) in.number(2)) {
            number(columns, 2);
            for (int i = 0; i < columns; i++) {
                int length = in.number(4);
                number(length, 4);
                value(in, length);
            }
            end();
        }
        if (in.more()) {
            throw new IOException("something follows the last row");
        }
    }

    private void number(int value, int bytes) {
        room(bytes);
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            row[filled++] = (byte) (value >> shift);
        }
    }

    /** A length may be wrong: no more is kept than is there. */
    private void value(Bytes in, int length) throws IOException {
        for (int left = length; left > 0; ) {
            int some = Math.min(left, in.there());
            room(some);
            in.take(some, row, filled);
            filled += some;
            left -= some;
        }
    }

    /** What is read comes in large pieces: one byte at a time takes five times as long. */
    private static final class Bytes {
        private final InputStream in;
        private final byte[] buffer = new byte[BUFFER];
        private int next;
        private int end;

        Bytes(InputStream in) {
            this.in = in;
        }

        /** Whether anything is left. */
        boolean more() throws IOException {
            while (next == end) {
                next = 0;
                end = Math.max(0, in.read(buffer));
                if (end == 0) {
                    return false;
                }
            }
            return true;
        }

        /** How many bytes can be taken at once: at least one. */
        int there() throws IOException {
            if (!more()) {
                throw new EOFException("the last row has no end");
            }
            return end - next;
        }

        void take(int bytes, byte[] target, int offset) {
            System.arraycopy(buffer, next, target, offset, bytes);
            next += bytes;
        }

        void pass(int bytes) throws IOException {
            for (int left = bytes; left > 0; ) {
                int some = Math.min(left, there());
                next += some;
                left -= some;
            }
        }

        /** The next bytes, up to four, as a number, the highest first. */
        int number(int bytes) throws IOException {
            int number = 0;
            for (int i = 0; i < bytes; i++) {
                if (next == end) {
                    there();
                }
                number = (number << 8) | (buffer[next++] & 0xFF);
            }
            return number;
        }
    }
}
