package dev.belay.backup.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How data is compressed, and how hard. The level {@link #DEFAULT_LEVEL} is the algorithm's own. */
public record Compression(Algorithm algorithm, int level) {
    /** The level that nobody chose, or that an archive does not tell. */
    public static final int DEFAULT_LEVEL = -1;

    public static final Compression NONE = new Compression(Algorithm.NONE, 0);

    public Compression {
        if (level < DEFAULT_LEVEL || level > algorithm.highestLevel) {
            throw new IllegalArgumentException(
                    "there is no level " + level + " of " + algorithm.name().toLowerCase(Locale.ROOT));
        }
    }

    public static Compression of(Algorithm algorithm) {
        return algorithm == Algorithm.NONE ? NONE : new Compression(algorithm, DEFAULT_LEVEL);
    }

    /** The algorithms, with the number that headers since 1.15 have for them and the suffix of files. */
    public enum Algorithm {
        NONE(0, "", 0),
        GZIP(1, ".gz", 9),
        LZ4(2, ".lz4", 12),
        ZSTD(3, ".zst", 22);

        private final int code;
        private final String suffix;
        private final int highestLevel;

        Algorithm(int code, String suffix, int highestLevel) {
            this.code = code;
            this.suffix = suffix;
            this.highestLevel = highestLevel;
        }

        int code() {
            return code;
        }

        /** What the name of a file in it ends in, with a dot; empty without compression. */
        public String suffix() {
            return suffix;
        }

        static Optional<Algorithm> of(int code) {
            return Arrays.stream(values())
                    .filter(algorithm -> algorithm.code == code)
                    .findFirst();
        }
    }
}
