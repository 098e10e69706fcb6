package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.migration.Migration;
import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The folder of a project's scripts, listed without a look at each file. */
record Folder(Path path, Charset charset) {
    private static final String ENDING = ".sql";

    /** For less, other threads are not worth their start. */
    private static final int MANY = 200;

    /** The first of these that is a folder. */
    static Folder firstOf(Path... candidates) {
        for (Path candidate : candidates) {
            if (Files.isDirectory(candidate)) {
                return new Folder(candidate, StandardCharsets.UTF_8);
            }
        }
        throw new BelayException(
                Kind.USAGE,
                "no folder \"" + candidates[candidates.length - 1] + "\"",
                "set \"migrations\" in belay.yaml to the folder of the scripts, relative to that file");
    }

    Folder with(Charset other) {
        return new Folder(path, other);
    }

    /** The names of everything in it, sorted. */
    List<String> names() {
        return names(path);
    }

    /** The names of its SQL files, sorted; what an editor or a file system hides is left out. */
    List<String> scripts() {
        return listed(List.of(ENDING));
    }

    /** The same with the data migrations in Java among them. */
    List<String> migrations() {
        return listed(List.of(ENDING, ProgramFile.ENDING));
    }

    private List<String> listed(List<String> endings) {
        List<String> listed = new ArrayList<>();
        for (String name : names()) {
            for (String ending : endings) {
                int start = name.length() - ending.length();
                if (!name.startsWith(".") && name.regionMatches(true, start, ending, 0, ending.length())) {
                    if (!name.endsWith(ending)) {
                        throw Refusal.name(name, "with a lower-case \"" + ending + "\" at its end");
                    }
                    listed.add(name);
                }
            }
        }
        return List.copyOf(listed);
    }

    static List<String> names(Path path) {
        // Files.list would do, but looks at each entry for its type.
        String[] names = new File(path.toString()).list();
        if (names == null) {
            throw new BelayException(Kind.USAGE, "cannot list the folder \"" + path + "\"", "check its owner and mode");
        }
        Arrays.sort(names);
        return List.of(names);
    }

    /** Makes something of each name, in their order; many files are read at once. */
    static <T> List<T> each(List<String> names, Function<String, T> reading) {
        if (names.size() < MANY) {
            return names.stream().map(reading).toList();
        }
        try {
            return names.parallelStream().map(reading).toList();
        } catch (BelayException e) {
            // Whichever of the refusals came first: one by one, it is that of the first name every time.
            return names.stream().map(reading).toList();
        }
    }

    TextFile read(Path file) {
        return TextFile.read(file, path, charset);
    }

    /** Reads the file of a migration again, and proves that it is the one that was listed. */
    TextFile readAgain(Migration migration) {
        TextFile file = read(migration.file());
        if (!file.checksum().equals(migration.checksum())) {
            throw new BelayException(
                    Kind.USAGE,
                    "\"" + file.shown() + "\" has changed since the run began",
                    "start again once nobody writes to it");
        }
        return file;
    }

    /** What messages call a file: its path from here. */
    String shown(Path file) {
        return TextFile.shown(file, path);
    }
}
