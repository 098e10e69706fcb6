package dev.belay.verify;

/**
 * Something that was checked.
 *
 * @param object what about; empty for a check of the whole database
 */
public record Subject(String check, String object) {}
