package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** A script that is compiled on a thread of its own while the command line that names it is still being read. */
final class Ahead {
    private static final String SCRIPT = ".jsh";

    private final ScriptText script;
    private final FutureTask<Program> task;

    private Ahead(ScriptText script, FutureTask<Program> task) {
        this.script = script;
        this.task = task;
    }

    /**
     * Begins with the first word that is the name of a script. Whether it is the script that will run is not known yet.
     *
     * @param folder in which the words are names
     */
    static Optional<Ahead> begin(Path folder, List<String> words, Function<ScriptText, Program> compiler) {
        for (String word : words) {
            if (word.endsWith(SCRIPT) && !word.startsWith("-")) {
                return text(folder, word).map(text -> begin(new ScriptText(word, text), compiler));
            }
        }
        return Optional.empty();
    }

    private static Ahead begin(ScriptText script, Function<ScriptText, Program> compiler) {
        FutureTask<Program> task = new FutureTask<>(() -> compiler.apply(script));
        Thread thread = new Thread(task, "belay-compiler");
        thread.setDaemon(true);
        thread.start();
        return new Ahead(script, task);
    }

    private static Optional<String> text(Path folder, String name) {
        try {
            Path file = folder.resolve(name);
            // A pipe can be read once, and that is for the one who runs it.
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file, UTF_8)) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            // Who runs it meets the same, and says so.
            return Optional.empty();
        }
    }

    boolean is(ScriptText other) {
        return script.equals(other);
    }

    /** Waits for it. */
    Program program() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(Kind.INTERRUPTED, "stopped before the script was compiled", "nothing has run", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException ours) {
                throw ours;
            }
            if (e.getCause() instanceof Error grave) {
                throw grave;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
