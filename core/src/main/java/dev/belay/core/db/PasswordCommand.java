package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the program that prints a password, at each connect: such passwords are often good for minutes only. */
final class PasswordCommand {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_SHOWN = 500;

    private final List<String> words;
    private final Duration patience;

    PasswordCommand(List<String> words, Duration patience) {
        this.words = words;
        this.patience = patience;
    }

    /** The password of these settings: the command's when there is one. */
    static Optional<Secret> password(ConnectionSettings settings) {
        return settings.passwordCommand().isEmpty()
                ? settings.password()
                : Optional.of(new PasswordCommand(settings.passwordCommand(), PATIENCE).run());
    }

    Secret run() {
        Process process = start();
        try {
            // Both pipes are drained while it runs: a full one would stop it.
            CompletableFuture<String> said = read(process.getInputStream());
            CompletableFuture<String> complained = read(process.getErrorStream());
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("did not end within " + patience.toSeconds() + " s", "");
            }
            // A grandchild may still hold the pipes open.
            String output = said.get(1, TimeUnit.SECONDS).strip();
            if (process.exitValue() != 0) {
                String complaint = complained.get(1, TimeUnit.SECONDS);
                throw failure(
                        "ended with " + process.exitValue(),
                        output.length() < 4 ? complaint : complaint.replace(output, Secret.MASK));
            }
            if (output.isEmpty()) {
                throw failure("printed nothing", complained.get(1, TimeUnit.SECONDS));
            }
            return new Secret(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(Kind.INTERRUPTED, "interrupted while " + name() + " ran", "run again", e);
        } catch (ExecutionException | TimeoutException e) {
            throw failure("did not let its output be read", "");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start() {
        try {
            Process process = new ProcessBuilder(words).start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new BelayException(
                    Kind.CONNECTION,
                    name() + " cannot be started",
                    "is the program installed, and on the PATH of this process?",
                    e);
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> text(stream), task -> {
            Thread thread = new Thread(task, "password command");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BelayException failure(String how, String complaint) {
        String shown = UrlText.mask(complaint.strip());
        String detail = shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + "…" : shown;
        return new BelayException(
                Kind.CONNECTION,
                name() + " " + how + (detail.isEmpty() ? "" : ": " + detail),
                "run the command by hand: it must print the password, and nothing else, to its standard output");
    }

    /** The program alone: its arguments may be secret. */
    private String name() {
        return "the password command \"" + words.get(0) + "\"";
    }
}
