package dev.belay.backup.archive;

import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.archive.TocHeader.Widths;
import java.io.BufferedInputStream;
import java.io.InputStream;

/**
 * The bytes of one table or large object in a custom archive: lengths and pieces, and a length of zero. Whoever closes them
 * leaves the file open: others read on behind them.
 */
final class Chunks extends InputStream {
    private final RawInput raw;
    private final WireInput wire;
    private int left;
    private boolean ended;

    Chunks(RawInput raw, Widths widths) {
        this.raw = raw;
        this.wire = new WireInput(raw, widths);
    }

    /** What they hold, decompressed. Large objects may be empty, and then there is nothing to decompress. */
    static CheckedInput open(RawInput raw, TocHeader header, String label) {
        Chunks chunks = new Chunks(raw, header.widths());
        Algorithm algorithm = header.compression().algorithm();
        return new CheckedInput(
                new CheckedInput.Source(chunks, raw.file(), raw::position),
                label,
                in -> chunks.empty() ? in : decompress(in, algorithm));
    }

    private static InputStream decompress(InputStream in, Algorithm algorithm) throws java.io.IOException {
        // What files have as gzip is zlib here, without a name and with another checksum.
        return algorithm == Algorithm.GZIP
                ? new ZlibInput(new BufferedInputStream(in, 1 << 16))
                : CheckedInput.decompress(in, algorithm);
    }

    private boolean empty() {
        return !next();
    }

    /** Moves on to the next piece if this one is used up. False at the end. */
    private boolean next() {
        if (left == 0 && !ended) {
            left = wire.readInt();
            ended = left == 0;
            if (left < 0) {
                throw wire.damage("a piece has the length " + left);
            }
        }
        return !ended;
    }

    /** Goes over all pieces. */
    void pass() {
        while (next()) {
            raw.pass(left);
            left = 0;
        }
    }

    @Override
    public int read() {
        if (!next()) {
            return -1;
        }
        left--;
        return wire.readByte();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!next()) {
            return -1;
        }
        int read = raw.read(buffer, offset, Math.min(length, left));
        if (read < 0) {
            throw wire.damage("ends in the middle");
        }
        left -= read;
        return read;
    }
}
