package dev.belay.core.apply;

import dev.belay.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link CrashChild} as its parent sees it: led from event to event, and killed. */
final class Victim implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final List<String> heard = new ArrayList<>();

    private Victim(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    static Victim start(TestDatabase database, Path folder, String goal) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName()));
        command.addAll(CrashChild.arguments(database, folder, goal));
        try {
            return new Victim(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it go on until it announces this event; it stands still then. */
    void leadTo(String event) {
        while (!next().equals(event)) {
            goOn();
        }
    }

    /** Lets it go on from where it stands. */
    void goOn() {
        try {
            in.write("go\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it run to its end and answers with its last line. */
    String finish() {
        while (!next().startsWith("exit ")) {
            goOn();
        }
        return heard.get(heard.size() - 1);
    }

    private String next() {
        try {
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("the child ended by itself after " + heard);
            }
            heard.add(line);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: no handler, no clean-up, no last word. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
