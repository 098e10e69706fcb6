package dev.belay.backup;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.content.ContentHash;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Finds the rows in what COPY wrote, and hashes them as the backup did. A large row is never in memory as a whole. */
final class RowScan {
    private static final int BUFFER = 1 << 16;
    /** Signature, flags, and the length of an extension that there never is. */
    private static final int HEADER = 11 + 4 + 4;

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
            scan.binary(new DataInputStream(rows));
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

    private void binary(DataInputStream in) throws IOException {
        in.readFully(new byte[HEADER]);
        for (short columns = in.readShort(); columns >= 0; columns = in.readShort()) {
            number(columns, 2);
            for (int i = 0; i < columns; i++) {
                int length = in.readInt();
                number(length, 4);
                if (length > 0) {
                    value(in, length);
                }
            }
            end();
        }
        if (in.read() >= 0) {
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
    private void value(DataInputStream in, int length) throws IOException {
        for (int left = length; left > 0; ) {
            int some = Math.min(left, BUFFER);
            room(some);
            in.readFully(row, filled, some);
            filled += some;
            left -= some;
        }
    }
}
