package dev.belay.verify.content;

/** Hears how a comparison gets on. What is read is told by both sides at once, from threads of their own. */
public interface ContentListener {
    ContentListener SILENT = new ContentListener() {};

    /** Before the first table: how many there are on either side, and the bytes of the files of both. */
    default void planned(int tables, long bytes) {}

    /** So many bytes and rows more were read, of either side, for the first time. */
    default void read(long bytes, long rows) {}

    /** After table {@code done} of {@code all}. */
    default void compared(TableOutcome outcome, int done, int all) {}
}
