package dev.belay.tui.console;

import dev.belay.core.db.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The editor of the user, which has the terminal while it runs, and can be ended from another thread. */
final class Editor {
    /** What a shell says of a command that it cannot run. */
    private static final int NOT_STARTED = 126;

    private static final int NOT_FOUND = 127;

    private final String command;
    private volatile @Nullable Process process;
    private boolean ended;

    Editor(Surroundings surroundings) {
        command = surroundings
                .variable("VISUAL")
                .filter(text -> !text.isBlank())
                .or(() -> surroundings.variable("EDITOR").filter(text -> !text.isBlank()))
                .orElse("vi");
    }

    /** Waits until whoever edits is done; what went wrong, if something did. */
    Optional<String> open(Path file) throws IOException, InterruptedException {
        // exec, so that a signal to the process is one to the editor.
        Process started = new ProcessBuilder("sh", "-c", "exec " + command + " \"$1\"", "sh", file.toString())
                .inheritIO()
                .start();
        process = started;
        try {
            return complaint(started.waitFor());
        } finally {
            process = null;
        }
    }

    private Optional<String> complaint(int exit) {
        if (ended() || exit == 0) {
            return Optional.empty();
        }
        return Optional.of(
                exit == NOT_STARTED || exit == NOT_FOUND
                        ? "\"" + command + "\" cannot be started; VISUAL or EDITOR names another editor"
                        : "\"" + command + "\" ended with " + exit);
    }

    private synchronized boolean ended() {
        return ended;
    }

    /** Asks the editor that runs to end, as SIGTERM does; nothing where none runs. */
    synchronized void end() {
        Process running = process;
        if (running != null) {
            ended = true;
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
        }
    }
}
