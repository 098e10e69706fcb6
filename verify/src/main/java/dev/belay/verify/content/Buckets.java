package dev.belay.verify.content;

import dev.belay.core.content.XxHash64;
import java.util.BitSet;

/**
 * The rows of a table spread over a fixed number of buckets by the hash of their key, and what is in each: whatever the key
 * is and in whatever order rows come, a row that differs betrays its bucket.
 */
final class Buckets {
    private static final int BITS = 16;
    private static final int COUNT = 1 << BITS;
    private static final byte TAB = '\t';

    private final int keyColumns;
    private final long[] sums = new long[COUNT];
    private final int[] rows = new int[COUNT];

    /** {@code keyColumns} come first in each row; none where the whole row has to stand for itself. */
    Buckets(int keyColumns) {
        this.keyColumns = keyColumns;
    }

    void row(byte[] row, int length) {
        int bucket = bucket(row, keyLength(row, length, keyColumns));
        sums[bucket] += XxHash64.of(row, 0, length);
        rows[bucket]++;
    }

    static int bucket(byte[] row, int keyLength) {
        return (int) (XxHash64.of(row, 0, keyLength) >>> (Long.SIZE - BITS));
    }

    /** COPY escapes the tabs inside of values. */
    static int keyLength(byte[] row, int length, int columns) {
        int seen = 0;
        for (int i = 0; i < length && columns > 0; i++) {
            if (row[i] == TAB && ++seen == columns) {
                return i;
            }
        }
        return length;
    }

    BitSet differing(Buckets other) {
        BitSet differing = new BitSet(COUNT);
        for (int i = 0; i < COUNT; i++) {
            differing.set(i, sums[i] != other.sums[i] || rows[i] != other.rows[i]);
        }
        return differing;
    }

    /** The first of these buckets that hold no more than so many rows together, and at least one. */
    BitSet upTo(long most, BitSet wanted, Buckets other) {
        BitSet chosen = new BitSet(COUNT);
        long sum = 0;
        for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
            sum += Math.max(rows[i], other.rows[i]);
            if (sum > most && !chosen.isEmpty()) {
                break;
            }
            chosen.set(i);
        }
        return chosen;
    }
}
