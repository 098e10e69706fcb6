package dev.belay.backup;

import java.util.List;
import java.util.Set;

/**
 * Under which names the files of an archive are stored: in a folder of their own, or, where it is one file, that file and
 * the others beside it.
 *
 * @param archive the name of the folder or file, relative to the storage
 */
record ArchiveFiles(String archive, boolean single) {
    /** What lies beside a single file, whose name each of them begins with. */
    private static final Set<String> BESIDE = Set.of(
            Manifest.FILE,
            Manifest.MARKER,
            Manifest.SECRET_FILE,
            Manifest.GLOBALS_FILE,
            Manifest.GLOBALS_FILE + Seal.SUFFIX,
            DrillRecord.FILE);

    static ArchiveFiles folder(String name) {
        return new ArchiveFiles(name, false);
    }

    static ArchiveFiles file(String name) {
        return new ArchiveFiles(name, true);
    }

    /** The name of what lies beside a single file. */
    static String beside(String archive, String file) {
        return archive + "." + file;
    }

    /** Where a file of the archive is, by the name that the manifest has for it. */
    String path(String file) {
        if (!single) {
            return archive.isEmpty() ? file : archive + "/" + file;
        }
        return BESIDE.contains(file) ? beside(archive, file) : archive;
    }

    /** What the manifest calls a stored file of it. */
    String name(String path) {
        if (!single) {
            return archive.isEmpty() ? path : path.substring(archive.length() + 1);
        }
        return path.equals(archive) ? path : path.substring(archive.length() + 1);
    }

    /** All names that a stored file of a single one can have. */
    List<String> besides() {
        return BESIDE.stream().sorted().map(file -> beside(archive, file)).toList();
    }

    /** Of the files in a manifest, the archive itself; empty where it tells of a folder. */
    static List<String> archives(Manifest manifest) {
        return manifest.files().keySet().stream()
                .filter(file -> !BESIDE.contains(file))
                .toList();
    }

    /** Whether a single file may be called so: its name must not be one of those that its manifest gives to others. */
    static boolean free(String name) {
        return !BESIDE.contains(name);
    }
}
