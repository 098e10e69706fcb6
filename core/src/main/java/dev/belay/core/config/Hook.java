package dev.belay.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One thing to run before or after.
 *
 * @param label as written, for messages
 * @param sql the SQL file, or empty when it is a command
 * @param command the words of the command, or empty when it is a file; run in the project's folder
 */
public record Hook(String label, Optional<Path> sql, List<String> command) {
    public Hook {
        command = List.copyOf(command);
    }
}
