package dev.belay.backup.archive;

/** What the files of a directory or tar are called. */
final class FileNames {
    static final String TOC = "toc.dat";

    /** Before 1.16, the one list of all large objects. */
    static final String OLD_LARGE_OBJECTS = "blobs.toc";

    private static final int LONGEST = 255;

    private FileNames() {}

    static String data(int id) {
        return id + ".dat";
    }

    /** Of data whose first file was given up. */
    static String second(int id) {
        return id + ".2.dat";
    }

    /** Since 1.16, the list of the large objects of one entry. */
    static String largeObjects(int id) {
        return "blobs_" + id + ".toc";
    }

    static String largeObject(long oid) {
        return "blob_" + oid + ".dat";
    }

    /** Whether it is a name and no more: it comes from whoever wrote the archive, and must not lead anywhere else. */
    static boolean plain(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && !name.startsWith(".")
                && name.chars().allMatch(c -> c > ' ' && c != '/' && c != '\\' && c != ':' && c != 127);
    }
}
