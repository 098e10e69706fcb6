package dev.belay.backup.data;

/** Hears of what has been read, from several threads, some times a second. */
@FunctionalInterface
public interface CopyListener {
    void read(long bytes, long rows);
}
