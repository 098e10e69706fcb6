package dev.belay.backup.s3;

/**
 * How large each part of an upload is. It is not known how large the object will be, and it may have 10,000 parts: after
 * each thousand they double, up to what can be kept in memory. From 8 MiB on that makes 2.4 TiB.
 *
 * @param first in bytes
 */
record PartSizes(int first) {
    static final int MOST_PARTS = 10_000;
    static final int LARGEST = 512 << 20;
    private static final int STEP = 1000;

    /** @param number from 1 */
    int size(int number) {
        long size = (long) first << Math.min(10, (number - 1) / STEP);
        return (int) Math.min(LARGEST, size);
    }
}
