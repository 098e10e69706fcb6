package dev.belay.tui.shell;

import dev.belay.tui.shell.Prelude.Tongue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps what the compiler has made of scripts, for the next time that the very same text is run by the same Belay on the
 * same Java: that takes a quarter of the time. What cannot be read or trusted is compiled again.
 */
public final class ProgramCache {
    private static final int FILES = 200;
    private static final long BYTES = 20_000_000;

    private final Supplier<Optional<OwnFolder>> place;
    private final Supplier<Optional<String>> build;
    private Optional<Ahead> ahead = Optional.empty();

    private ProgramCache(Supplier<Optional<OwnFolder>> place, Supplier<Optional<String>> build) {
        this.place = place;
        this.build = build;
    }

    /** Compiles each time. */
    public static ProgramCache none() {
        return new ProgramCache(Optional::empty, Optional::empty);
    }

    /**
     * In the folder of the class-data archives. Nothing is looked at before a script is.
     *
     * @param home where Belay is installed; without the file that names the build, nothing is kept
     * @param variables of the process
     */
    public static ProgramCache of(Path home, Map<String, String> variables) {
        return new ProgramCache(
                () -> folder(variables)
                        .map(folder -> new OwnFolder(folder, System.getProperty("user.name", ""), FILES, BYTES)),
                () -> build(home.resolve("lib/build")));
    }

    /** For a test, which knows its build. */
    static ProgramCache in(OwnFolder folder, String build) {
        return new ProgramCache(() -> Optional.of(folder), () -> Optional.of(build));
    }

    /** As the launcher has it. */
    static Optional<Path> folder(Map<String, String> variables) {
        String own = variables.getOrDefault("BELAY_CACHE", "");
        String shared = variables.getOrDefault("XDG_CACHE_HOME", "");
        String home = variables.getOrDefault("HOME", "");
        String place = !own.isEmpty() ? own : !shared.isEmpty() ? shared + "/belay" : home + "/.cache/belay";
        if (!place.startsWith("/") || (own.isEmpty() && shared.isEmpty() && home.isEmpty())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(place, "programs"));
        } catch (InvalidPathException e) {
            // It has letters that the locale of this process does not have.
            return Optional.empty();
        }
    }

    private static Optional<String> build(Path file) {
        try {
            return Optional.of(Files.readString(file)).filter(text -> !text.isBlank());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Begins with the script that a command line names, on a thread of its own. Who asks for its program finds it under way.
     *
     * @param folder the working directory
     * @param words the command line behind the verb, of which nothing is known yet
     */
    public void expect(Path folder, List<String> words) {
        ahead = Ahead.begin(folder, words, script -> made(script, Prelude.SCRIPT, ""));
    }

    /**
     * The program of a script, as {@link ScriptCompiler#compile} makes it.
     *
     * @throws dev.belay.core.BelayException of kind USAGE that names line and column of the first thing that cannot be
     *     understood
     */
    Program program(ScriptText script, Tongue tongue, String entry) {
        return ahead.filter(early -> early.is(script) && tongue.equals(Prelude.SCRIPT) && entry.isEmpty())
                .map(Ahead::program)
                .orElseGet(() -> made(script, tongue, entry));
    }

    private Program made(ScriptText script, Tongue tongue, String entry) {
        Optional<OwnFolder> folder = place.get();
        // A password in the text would be in the classes too, and outlive the script.
        if (folder.isEmpty() || Secrets.in(script.text())) {
            return compiled(script, tongue, entry);
        }
        return build.get()
                .map(known ->
                        kept(script, tongue, entry, folder.get(), ProgramFile.key(parts(known, script, tongue, entry))))
                .orElseGet(() -> compiled(script, tongue, entry));
    }

    private static Program kept(ScriptText script, Tongue tongue, String entry, OwnFolder folder, byte[] key) {
        String name = HexFormat.of().formatHex(key);
        try {
            Optional<Program> kept = folder.read(name).flatMap(bytes -> ProgramFile.read(key, bytes, script));
            if (kept.isPresent()) {
                return kept.get();
            }
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            return compiled(script, tongue, entry);
        }
        Program program = compiled(script, tongue, entry);
        try {
            folder.write(name, ProgramFile.written(key, program));
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            // The next time takes as long.
        }
        return program;
    }

    private static Program compiled(ScriptText script, Tongue tongue, String entry) {
        Prelude.requireCompiler();
        return ScriptCompiler.compile(script, tongue, entry);
    }

    /** All that a program depends on. */
    private static List<String> parts(String build, ScriptText script, Tongue tongue, String entry) {
        List<String> parts = new ArrayList<>(List.of(
                "1",
                build,
                System.getProperty("java.home", ""),
                System.getProperty("java.runtime.version", ""),
                System.getProperty("java.class.path", ""),
                Boolean.toString(tongue.ends()),
                entry,
                script.text()));
        parts.addAll(tongue.imports());
        return parts;
    }
}
