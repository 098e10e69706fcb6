package dev.belay.backup.archive;

import java.io.IOException;
import java.io.OutputStream;

/** Cuts bytes into pieces, each behind its length; closing it writes the length zero. */
final class ChunkOutput extends OutputStream {
    private static final int PIECE = 1 << 16;

    private final OutputStream out;
    private final WireOutput wire;
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private boolean closed;

    ChunkOutput(OutputStream out, WireOutput wire) {
        this.out = out;
        this.wire = wire;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int taken = Math.min(length - done, PIECE - filled);
            System.arraycopy(bytes, offset + done, piece, filled, taken);
            filled += taken;
            done += taken;
            if (filled == PIECE) {
                writePiece();
            }
        }
    }

    private void writePiece() throws IOException {
        // A length of zero would be the end.
        if (filled > 0) {
            wire.writeInt(filled);
            out.write(piece, 0, filled);
            filled = 0;
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writePiece();
            wire.writeInt(0);
        }
    }
}
