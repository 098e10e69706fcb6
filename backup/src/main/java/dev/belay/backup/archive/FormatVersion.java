package dev.belay.backup.archive;

import java.util.Arrays;
import java.util.Optional;

/** The versions of the table of contents that PostgreSQL 9.0 to 19 write. Each adds something to the one before. */
public enum FormatVersion {
    /** 9.0 and later, before the minor releases of 2018: each large object has an entry of its own. */
    V1_12(12),
    /** Those minor releases, up to 11: the entry SEARCHPATH. */
    V1_13(13),
    /** 12 to 15: the table access method. What Belay writes by default, because everything since 12 reads it. */
    V1_14(14),
    /** 16: the header names the compression, which may be lz4 or zstd. */
    V1_15(15),
    /** 17 and later: the kind of relation, and large objects in groups. */
    V1_16(16);

    static final int MAJOR = 1;

    private final int minor;

    FormatVersion(int minor) {
        this.minor = minor;
    }

    int minor() {
        return minor;
    }

    public boolean atLeast(FormatVersion other) {
        return minor >= other.minor;
    }

    static Optional<FormatVersion> of(int minor) {
        return Arrays.stream(values()).filter(version -> version.minor == minor).findFirst();
    }

    @Override
    public String toString() {
        return MAJOR + "." + minor;
    }
}
