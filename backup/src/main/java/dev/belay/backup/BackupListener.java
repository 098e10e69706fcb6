package dev.belay.backup;

import java.time.Duration;

/** Hears how a backup gets on, from several threads. */
public interface BackupListener {
    BackupListener NONE = new BackupListener() {};

    /**
     * The schema has been read.
     *
     * @param tables whose rows will be copied
     * @param bytes that these take on the server's disk: about what there is to read
     */
    default void planned(int tables, long bytes) {}

    /** Some more has been read, a few times a second and thread. */
    default void read(long bytes, long rows) {}

    /**
     * All rows of a table are there.
     *
     * @param table as SQL writes it
     * @param took from its first byte to its last
     */
    default void tableDone(String table, long rows, long bytes, Duration took) {}
}
