package dev.belay.backup.archive;

/** The three shapes of an archive. */
public enum Layout {
    /** {@code toc.dat} and a file per table in one folder. */
    DIRECTORY(3),
    /** One file: the table of contents, then a block per table. */
    CUSTOM(1),
    /** The files of an uncompressed directory in one tar. Its table of contents cannot be told from a directory's. */
    TAR(3);

    private final int code;

    Layout(int code) {
        this.code = code;
    }

    /** The number in the header. */
    int code() {
        return code;
    }
}
