package dev.belay.core.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 with seed 0: a 64-bit hash that is fast on short input, and the same everywhere. */
public final class XxHash64 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    /** The first prime and the second, added up. */
    private static final long SEED_1 = 0x60EA27EEADC0B5D6L;

    private static final int STRIPE = 32;

    private XxHash64() {}

    public static long of(byte[] bytes, int from, int to) {
        int length = to - from;
        int at = from;
        long hash = PRIME_5;
        if (length >= STRIPE) {
            long first = SEED_1;
            long second = PRIME_2;
            long third = 0;
            long fourth = -PRIME_1;
            int last = to - STRIPE;
            do {
                first = round(first, longAt(bytes, at));
                second = round(second, longAt(bytes, at + 8));
                third = round(third, longAt(bytes, at + 16));
                fourth = round(fourth, longAt(bytes, at + 24));
                at += STRIPE;
            } while (at <= last);
            hash = join(first, second, third, fourth);
        }
        return tail(hash + length, bytes, at, to);
    }

    private static long join(long first, long second, long third, long fourth) {
        long hash = Long.rotateLeft(first, 1)
                + Long.rotateLeft(second, 7)
                + Long.rotateLeft(third, 12)
                + Long.rotateLeft(fourth, 18);
        return merge(merge(merge(merge(hash, first), second), third), fourth);
    }

    /** The same of bytes that come piece by piece, none of which is kept. */
    static final class Pieces {
        private final byte[] stripe = new byte[STRIPE];
        private long first = SEED_1;
        private long second = PRIME_2;
        private long third;
        private long fourth = -PRIME_1;
        private long length;

        void add(byte[] bytes, int from, int to) {
            int at = from;
            int kept = (int) (length % STRIPE);
            length += to - from;
            if (kept > 0) {
                int some = Math.min(STRIPE - kept, to - at);
                System.arraycopy(bytes, at, stripe, kept, some);
                at += some;
                if (kept + some < STRIPE) {
                    return;
                }
                stripe(stripe, 0);
            }
            for (; at + STRIPE <= to; at += STRIPE) {
                stripe(bytes, at);
            }
            System.arraycopy(bytes, at, stripe, 0, to - at);
        }

        private void stripe(byte[] bytes, int at) {
            first = round(first, longAt(bytes, at));
            second = round(second, longAt(bytes, at + 8));
            third = round(third, longAt(bytes, at + 16));
            fourth = round(fourth, longAt(bytes, at + 24));
        }

        long length() {
            return length;
        }

        /** Of all that came. */
        long hash() {
            long hash = length >= STRIPE ? join(first, second, third, fourth) : PRIME_5;
            return tail(hash + length, stripe, 0, (int) (length % STRIPE));
        }
    }

    private static long tail(long start, byte[] bytes, int from, int to) {
        long hash = start;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, longAt(bytes, at)), 27) * PRIME_1 + PRIME_4;
        }
        if (at + 4 <= to) {
            hash = Long.rotateLeft(hash ^ ((int) INTS.get(bytes, at) & 0xFFFFFFFFL) * PRIME_1, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < to; at++) {
            hash = Long.rotateLeft(hash ^ (bytes[at] & 0xFF) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }

    private static long round(long sum, long input) {
        return Long.rotateLeft(sum + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long sum) {
        return (hash ^ round(0, sum)) * PRIME_1 + PRIME_4;
    }

    private static long longAt(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }
}
