package dev.belay.backup.archive;

/** Files by name: of a folder, or the members of a tar. */
interface FileSet {
    /** As messages name the whole. */
    String name();

    /** Whether there is such a file. Whoever asks has looked at the name. */
    boolean has(String name);

    /** How long a file is that is there, in bytes. */
    long size(String name);

    /** Whether a file that is there has the size that somebody knows it must have; otherwise it is damage. */
    default void require(String name) {}

    /** A file that is there. */
    RawInput open(String name);
}
