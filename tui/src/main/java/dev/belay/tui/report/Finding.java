package dev.belay.tui.report;

/**
 * Something that is wrong with a project, before anything runs.
 *
 * @param subject the file or version
 * @param message what is wrong
 * @param hint the way out; may be empty
 */
public record Finding(String subject, String message, String hint) {}
