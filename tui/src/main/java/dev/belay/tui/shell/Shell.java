package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.report.Where;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import jdk.jshell.tool.JavaShellToolBuilder;

/** The interactive session: the JDK's own jshell, in this process, with the toolkit bound and a prompt of ours. */
public final class Shell {
    private static final String SEPARATOR = "\u241e";

    private final Bench bench;
    private final ShellHistory history;

    public Shell(Bench bench, Path historyFile) {
        this.bench = bench;
        this.history = new ShellHistory(historyFile);
    }

    /** Runs until {@code /exit} or the end of the input; returns the exit code that was said there. */
    public int run() {
        Prelude.requireCompiler();
        Bench around = Session.bind(bench);
        Map<String, String> kept = new TreeMap<>(history.read());
        kept.put("MODE2", mode(bench.toolkit().where()));
        kept.put("FEEDBACK", "belay");
        Path start = startup();
        // Never closed: standard output is not ours to close.
        PrintStream told = new PrintStream(new Told(System.out), true, UTF_8);
        try {
            return JavaShellToolBuilder.builder()
                    .locale(Locale.ROOT)
                    .persistence(kept)
                    .out(told, System.out, System.out)
                    .start("--execution", Engine.NAME, "--startup", start.toString());
        } catch (Exception e) {
            throw new BelayException(Kind.INTERNAL, "the shell broke: " + e, "", e);
        } finally {
            Session.bind(around);
            history.write(kept);
            delete(start);
        }
    }

    /** How JShell writes down a mode of its own: the prompts, and what it says of each kind of line. */
    private static String mode(Where where) {
        String name = where.environment().orElse(where.database()).replaceAll("[^\\w.-]", "?");
        String prompt = "belay " + name + (where.guarded() ? "!" : "") + "> ";
        return String.join(SEPARATOR, resource().split("\n", -1))
                .replaceFirst(SEPARATOR + "$", "")
                .replace("@PROMPT@", prompt)
                .replace("@CONTINUATION@", " ".repeat(Math.max(0, prompt.length() - 5)) + "...> ");
    }

    private static String resource() {
        try (InputStream in = Objects.requireNonNull(Shell.class.getResourceAsStream("feedback"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new BelayException(Kind.INTERNAL, "a part of Belay cannot be read: feedback", "", e);
        }
    }

    private static Path startup() {
        try {
            return Files.write(Files.createTempFile("belay-shell", ".jsh"), Prelude.IMPORTS);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE, "cannot write a temporary file: " + e, "TMPDIR names another folder", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is small, and in the folder for such.
        }
    }

    /** What is said before the first prompt. */
    public static List<String> welcome(Where where) {
        return List.of(
                where.line(),
                "belay.status(), sql(\"select …\"), rows(\"…\"), catalog() · /help belay tells more · /exit leaves");
    }
}
