package dev.belay.core.content;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rows are, whatever their order: the sum, modulo 2<sup>64</sup>, of the XXH64 of each row as COPY gives it, without
 * its line end. Equal tables have equal hashes on every server and after any restore; a row that is there twice counts
 * twice.
 *
 * <p>Not for several threads: each has its own, and {@link #add} joins them.
 */
public final class ContentHash {
    /** Of the hash of a row; it stands before the sum. */
    public static final String ALGORITHM = "xxh64";

    private long sum;
    private long rows;
    private XxHash64.@Nullable Pieces begun;

    /** Takes one row, or what was missing of one of which pieces came before. */
    public void row(byte[] bytes, int from, int to) {
        if (begun == null) {
            sum += XxHash64.of(bytes, from, to);
        } else {
            piece(bytes, from, to);
            sum += begun.hash();
            begun = null;
        }
        rows++;
    }

    /**
     * Takes a piece of a row that has more, and keeps none of it.
     *
     * @return how many bytes of the row have come
     */
    public long piece(byte[] bytes, int from, int to) {
        if (begun == null) {
            begun = new XxHash64.Pieces();
        }
        begun.add(bytes, from, to);
        return begun.length();
    }

    /** Takes all rows that another has taken. */
    public void add(ContentHash other) {
        sum += other.sum;
        rows += other.rows;
    }

    /** The same as a manifest has it; empty where its algorithm is another. */
    public static Optional<ContentHash> parse(long rows, String text) {
        if (!text.matches(ALGORITHM + ":[0-9a-f]{16}")) {
            return Optional.empty();
        }
        ContentHash hash = new ContentHash();
        hash.rows = rows;
        hash.sum = Long.parseUnsignedLong(text.substring(ALGORITHM.length() + 1), 16);
        return Optional.of(hash);
    }

    public long rows() {
        return rows;
    }

    /** With the name of the algorithm: {@code xxh64:} and 16 hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%s:%016x", ALGORITHM, sum);
    }
}
