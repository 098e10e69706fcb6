package dev.belay.tui.screen;

/** What a piece of text means; how that looks is the {@link Palette}'s business. */
public enum Ink {
    NORMAL,
    STRONG,
    FAINT,
    GOOD,
    WARNING,
    BAD,
    /** The head of a column, or the name of a box. */
    TITLE,
    /** A key that can be pressed. */
    KEY,
    BORDER,
    /** The head of the screen on an environment that may be changed. */
    SAFE,
    /** The same on one that is protected. */
    DANGER,
    /** The screen that is open, among the names of all. */
    OPEN,
    /** The filled part of a bar. */
    BAR,
    /** Of SQL: words, texts, remarks. */
    WORD,
    TEXT,
    REMARK
}
