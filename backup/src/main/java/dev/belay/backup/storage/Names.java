package dev.belay.backup.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;

/**
 * What may be a name in a storage. Names come from manifests and command lines, so none may lead anywhere else; those that
 * begin with a dot are the storage's own.
 */
public final class Names {
    private static final int LONGEST = 255;

    private Names() {}

    /** The parts of a name with slashes. */
    public static List<String> parts(String name) throws FileSystemException {
        List<String> parts = Arrays.asList(name.split("/", -1));
        for (String part : parts) {
            plain(part);
        }
        return parts;
    }

    /** A name without slashes. */
    public static String plain(String name) throws FileSystemException {
        if (!isPlain(name)) {
            throw new FileSystemException(printable(name), null, "is no name of a file or folder in a storage");
        }
        return name;
    }

    /** Whether it is a name without slashes, and leads nowhere else. */
    public static boolean isPlain(String name) {
        return !name.isEmpty()
                && !name.startsWith(".")
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && name.chars().allMatch(c -> c >= ' ' && c != '/' && c != '\\' && c != 127);
    }

    private static String printable(String name) {
        return "\"" + name.replaceAll("\\p{Cntrl}", "?") + "\"";
    }
}
