package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Hooks.Hook;
import dev.belay.core.apply.Hooks.Point;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One hook that is a command: a process that learns the context from its environment and ends when the run is to end. */
final class HookCommand {
    private static final long SECONDS_TO_END = 5;

    private final Hook hook;
    private final Point point;
    private final RunListener listener;
    private final Cancellation cancellation;

    HookCommand(Hook hook, Point point, RunListener listener, Cancellation cancellation) {
        this.hook = hook;
        this.point = point;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** Runs it to its end; anything but exit code 0 is a failure. */
    void run(Map<String, String> context) {
        ProcessBuilder builder =
                new ProcessBuilder(words()).directory(hook.folder().toFile()).redirectErrorStream(true);
        builder.environment().putAll(context);
        builder.environment().put("BELAY_HOOK", point.key());
        int exit = run(builder);
        if (exit != 0) {
            throw new BelayException(
                    Kind.MIGRATION,
                    "the " + point.key() + " hook \"" + hook.name() + "\" ended with " + exit,
                    "what it wrote is above");
        }
    }

    /**
     * The command with its program found: a file of the project's folder, or what PATH knows.
     *
     * @throws BelayException when there is none: also called before a run, so that it is found before anything happens
     */
    List<String> words() {
        List<String> words = new ArrayList<>(hook.words());
        Path beside = hook.folder().resolve(hook.name());
        if (Files.isRegularFile(beside)) {
            if (!Files.isExecutable(beside)) {
                throw new BelayException(
                        Kind.USAGE, "the hook \"" + hook.name() + "\" is not executable", "chmod +x " + beside);
            }
            words.set(0, beside.toAbsolutePath().toString());
        } else if (!inPath(hook.name())) {
            throw new BelayException(
                    Kind.USAGE,
                    "the hook \"" + hook.name() + "\" is not there",
                    "a command is looked for in \"" + hook.folder() + "\" and in PATH");
        }
        return words;
    }

    private static boolean inPath(String name) {
        String path =
                Objects.requireNonNullElse(new ProcessBuilder().environment().get("PATH"), "");
        return !name.contains("/")
                && Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    private int run(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            try (Cancellation.Busy unused = cancellation.onCancel(() -> end(process))) {
                // What is to run after a failure runs after a cancelled run, too; a second cancel ends it.
                if (cancellation.requested() && point != Point.ON_FAILURE) {
                    end(process);
                }
                return listen(process);
            }
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE,
                    "the hook \"" + hook.name() + "\" cannot be started: " + e.getMessage(),
                    "try it by hand in \"" + hook.folder() + "\"",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(Kind.INTERRUPTED, "stopped during the hook \"" + hook.name() + "\"", "", e);
        }
    }

    private int listen(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.on(new RunEvent.HookSaid(hook.name(), line));
            }
        }
        return process.waitFor();
    }

    /** Asks the process and all that it has started to end, and ends whatever does not. */
    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.delayedExecutor(SECONDS_TO_END, TimeUnit.SECONDS)
                .execute(() -> all.forEach(ProcessHandle::destroyForcibly));
    }
}
