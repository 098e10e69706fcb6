package dev.belay.verify;

/**
 * Something that could not be checked.
 *
 * @param object what it is about; empty where a whole check could not run
 * @param message why not
 * @param grant the statement that lets this role see it; empty where none does
 */
public record Unseen(String check, String object, String message, String grant) {}
