package dev.belay.tui.cli;

import dev.belay.core.db.ScratchServer;
import dev.belay.core.db.Surroundings;
import dev.belay.tui.shell.ProgramCache;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Where a command line is typed: everything of the outer world that a verb may touch.
 *
 * @param folder the working directory
 * @param surroundings environment variables and home
 * @param console the terminal
 * @param signals the way to hear of the operating system's signals
 * @param clock the time
 * @param servers who makes a PostgreSQL server of our own
 * @param programs what is kept of scripts that were compiled
 */
public record Station(
        Path folder,
        Surroundings surroundings,
        Console console,
        SignalSource signals,
        Clock clock,
        Supplier<ScratchServer> servers,
        ProgramCache programs) {
    /** Where signals come from. */
    @FunctionalInterface
    public interface SignalSource {
        /** Runs the action whenever the signal arrives; says whether that is possible. */
        boolean on(String name, Runnable action);

        /** From now on the signal does what it does where nobody listens, if that can be said. */
        default void usual(String name) {}

        /** Ends what was asked once, and does not listen: this process. */
        default void end(int exitCode) {
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
