package dev.belay.verify.rehearsal;

/** Which rows come into the copy, beside those of the history and the journal. */
public enum RowChoice {
    NONE,
    /** One that is made up for each table, where one can be. */
    SYNTHETIC,
    /** All of them. */
    FULL
}
