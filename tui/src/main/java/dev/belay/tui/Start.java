package dev.belay.tui;

import dev.belay.core.apply.Programs;
import dev.belay.core.config.Overrides;
import dev.belay.core.db.ScratchServer;
import dev.belay.core.db.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a toolkit begins with.
 *
 * @param folder the working directory
 * @param surroundings environment variables and home
 * @param overrides what the user said, which wins over the configuration
 * @param verb the command, for the server's list of sessions and for the journal
 * @param release the version of Belay, which is read from a file
 * @param clock for the names of new files
 * @param servers who makes a server of our own, where one is needed
 * @param programs who compiles data migrations
 */
public record Start(
        Path folder,
        Surroundings surroundings,
        Overrides overrides,
        String verb,
        Supplier<String> release,
        Clock clock,
        Supplier<ScratchServer> servers,
        Programs programs) {
    /** The same in another environment of the project, whatever database was named on the command line. */
    Start in(String environment) {
        Overrides other = new Overrides(
                overrides.project(),
                Optional.of(environment),
                Optional.empty(),
                overrides.convention(),
                overrides.migrations(),
                overrides.settings());
        return new Start(folder, surroundings, other, verb, release, clock, servers, programs);
    }
}
