package dev.belay.verify;

/** How much a finding matters; from the least. */
public enum Severity {
    /** Worth knowing; nothing is wrong yet. */
    INFO,
    /** It will cost something, some day. */
    WARNING,
    /** It is wrong now. */
    ERROR
}
