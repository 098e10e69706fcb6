package dev.belay.verify.content;

/** Hears of each table that was compared. */
@FunctionalInterface
public interface ContentListener {
    ContentListener SILENT = (outcome, done, all) -> {};

    /** After table {@code done} of {@code all}. */
    void compared(TableOutcome outcome, int done, int all);
}
