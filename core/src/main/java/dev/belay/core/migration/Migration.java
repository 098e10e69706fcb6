package dev.belay.core.migration;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One versioned change as found on disk. It holds no text: a project of thousands of files costs as much memory as its
 * names, and the convention reads a body when it is needed.
 *
 * @param version how the history knows it
 * @param title what people call it
 * @param kind whether it runs once or whenever its content changes
 * @param file where the up part lies
 * @param downFile where the down part lies (maybe the same file), or empty when the migration cannot be undone
 * @param checksum of the file with the up part
 * @param nativeChecksum what the convention's own tool would store, or empty where it stores none
 */
public record Migration(
        Version version,
        String title,
        Kind kind,
        Path file,
        Optional<Path> downFile,
        Checksum checksum,
        Optional<String> nativeChecksum) {
    /** How often a migration runs. */
    public enum Kind {
        /** Once. */
        VERSIONED,
        /** After all versioned ones, whenever its content differs from what was last run. */
        REPEATABLE
    }

    public boolean reversible() {
        return downFile.isPresent();
    }

    public boolean repeatable() {
        return kind == Kind.REPEATABLE;
    }

    /** Version and title, as lists and messages show it; the version alone where the title says nothing new. */
    public String label() {
        boolean saysTheSame =
                title.isBlank() || title.replace(' ', '_').equals(version.text().replace(' ', '_'));
        return saysTheSame ? version.text() : version + " " + title;
    }
}
