package dev.belay.tui.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A verb of the command line and how to make its command. Building picocli's models is a large part of the start-up, so
 * only that of the verb that is asked for is made.
 *
 * @param name the word that users type; the same as in the model
 * @param command makes the model of the command, whose user object is a {@code Callable<Integer>} that returns the exit code
 */
public record Verb(String name, Supplier<CommandSpec> command) {}
