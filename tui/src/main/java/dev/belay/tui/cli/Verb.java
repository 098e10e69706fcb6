package dev.belay.tui.cli;

import java.util.function.Supplier;

/**
 * A verb of the command line and how to make its command. Building picocli's model of a command is the largest part of
 * the start-up, so only the verb that is asked for is made.
 *
 * @param name the word that users type; the same as the {@code name} of the command's annotation
 * @param command makes the annotated command, which is a {@code Callable<Integer>} that returns the exit code
 */
public record Verb(String name, Supplier<?> command) {}
