package dev.belay.tui.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A real terminal with a shell in it, in tmux: for what a virtual one cannot show. */
final class Terminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String socket;
    private final Path folder;

    private Terminal(String socket, Path folder) {
        this.socket = socket;
        this.folder = folder;
    }

    static boolean available() {
        try {
            return new ProcessBuilder("tmux", "-V")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A shell in a folder. */
    static Terminal open(Path folder, Map<String, String> variables, int columns, int rows) {
        String socket = "belay-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        Terminal terminal = new Terminal(socket, folder);
        Map<String, String> all = new TreeMap<>(Map.of(
                "LC_ALL", "C.UTF-8",
                "TERM", "xterm-256color",
                "HOME", folder.toString(),
                "PS1", "ready> ",
                "XDG_STATE_HOME", folder.resolve(".state").toString(),
                "EDITOR", "true"));
        all.putAll(variables);
        List<String> words = new ArrayList<>(List.of("env"));
        all.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of("sh", "-i"));
        List<String> command = new ArrayList<>(List.of(
                "-f", "/dev/null", "new-session", "-d", "-x", "" + columns, "-y", "" + rows, "-c", folder.toString()));
        command.addAll(words);
        terminal.tmux(command.toArray(String[]::new));
        return terminal.until("ready>");
    }

    /** Starts Belay in the shell, from the classes under test. */
    Terminal belay(String... words) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // As the launcher does: a Java that warns of native libraries would write across the screen.
        String quiet = Runtime.version().feature() < 22 ? "" : " --enable-native-access=ALL-UNNAMED";
        try {
            Files.writeString(
                    folder.resolve("belay"),
                    "#!/bin/sh\nexec " + java + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto" + quiet
                            + " -cp '" + System.getProperty("java.class.path") + "' dev.belay.tui.Main \"$@\"\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line("sh ./belay " + String.join(" ", words));
    }

    /** Types a line into the shell. */
    Terminal line(String text) {
        return type(text).press("Enter");
    }

    Terminal type(String text) {
        tmux("send-keys", "-l", text);
        return this;
    }

    /** Presses keys as tmux names them, with the time that a person takes after an escape. */
    Terminal press(String... keys) {
        for (String key : keys) {
            tmux("send-keys", key);
            pause(key.equals("Escape") ? 250 : 30);
        }
        return this;
    }

    Terminal until(String text) {
        return wait(text, true);
    }

    Terminal without(String text) {
        return wait(text, false);
    }

    /** Pastes, as a terminal does it that marks what is pasted. */
    Terminal paste(String text) {
        tmux("set-buffer", text);
        tmux("paste-buffer", "-p");
        return this;
    }

    /** Lets programs fill the clipboard. */
    Terminal takingCopies() {
        tmux("set-option", "-s", "set-clipboard", "on");
        return this;
    }

    String clipboard() {
        return tmux("show-buffer");
    }

    private Terminal wait(String text, boolean wanted) {
        return patiently(
                () -> screen().contains(text) == wanted, (wanted ? "never saw \"" : "still see \"") + text + "\"");
    }

    private Terminal patiently(BooleanSupplier done, String otherwise) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(otherwise + " in\n" + screen());
            }
            pause(100);
        }
        return this;
    }

    String screen() {
        return tmux("capture-pane", "-p");
    }

    /** The screen with the sequences that color it. */
    String colored() {
        return tmux("capture-pane", "-p", "-e");
    }

    /** Sends bytes as a terminal does, such as those of a mouse. */
    Terminal bytes(String text) {
        // At once: a sequence with pauses in it is several keys.
        List<String> words = new ArrayList<>(List.of("send-keys", "-H"));
        for (byte one : text.getBytes(UTF_8)) {
            words.add("%02x".formatted(one));
        }
        tmux(words.toArray(String[]::new));
        return this;
    }

    /** Presses the left button of a mouse, and lets it go; counted from 0. */
    Terminal click(int column, int row) {
        String place = (column + 1) + ";" + (row + 1);
        return bytes("\033[<0;" + place + "M\033[<0;" + place + "m");
    }

    /** Whether the mouse is asked for, as SGR sequences. */
    boolean takesTheMouse() {
        return tmux("display-message", "-p", "#{mouse_standard_flag}#{mouse_sgr_flag}")
                .strip()
                .equals("11");
    }

    Terminal untilItTakesTheMouse() {
        return patiently(this::takesTheMouse, "it never took the mouse,");
    }

    /** Sends a signal to Belay. */
    Terminal signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, "" + process().pid()).start().waitFor();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Terminal resize(int columns, int rows) {
        tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
        return this;
    }

    /** The process of Belay: a child of the shell. */
    ProcessHandle process() {
        return shell().children().findFirst().orElseThrow();
    }

    private ProcessHandle shell() {
        return ProcessHandle.of(
                        Long.parseLong(tmux("list-panes", "-F", "#{pane_pid}").strip()))
                .orElseThrow();
    }

    /** Waits until the shell asks for the next line. */
    Terminal prompt() {
        return patiently(() -> screen().stripTrailing().endsWith("ready>"), "no prompt");
    }

    /** Whether the terminal is as a shell needs it. */
    Terminal isAShellAgain() {
        prompt();
        line("stty -a | tr ';' '\\n' | grep -c -E '(^| )(icanon|echo|isig)( |$)'; echo screen=$?");
        until("screen=0");
        if (!tmux("display-message", "-p", "#{alternate_on}").strip().equals("0")) {
            throw new AssertionError("still on the alternate screen");
        }
        return this;
    }

    static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String tmux(String... words) {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends everything in it, and waits for that: Belay still writes down where it was. */
    @Override
    public void close() {
        ProcessHandle shell = shell();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(shell), shell.descendants()).toList();
        tmux("kill-server");
        for (ProcessHandle one : all) {
            one.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
    }
}
