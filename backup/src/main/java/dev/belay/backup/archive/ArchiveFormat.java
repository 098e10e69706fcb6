package dev.belay.backup.archive;

import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;

/** What is to be written: shape, version and compression, which must go together. */
public record ArchiveFormat(Layout layout, FormatVersion version, Compression compression) {
    public ArchiveFormat {
        Algorithm algorithm = compression.algorithm();
        if (algorithm == Algorithm.LZ4) {
            throw refusal("lz4 is read but not written", "choose zstd, gzip or none");
        }
        if (layout == Layout.TAR && algorithm != Algorithm.NONE) {
            throw refusal("a tar archive cannot be compressed", "choose no compression, or another format");
        }
        // Readers find the compression of files by their suffix, but that of blocks in the header.
        if (layout == Layout.CUSTOM && algorithm == Algorithm.ZSTD && !version.atLeast(FormatVersion.V1_15)) {
            throw refusal(
                    "a custom archive of version " + version + " cannot hold zstd",
                    "choose gzip, the directory format, or version 1.15 or later");
        }
    }

    /** In the version that every PostgreSQL since 12 reads, or the first one that can hold this. */
    public static ArchiveFormat of(Layout layout, Compression compression) {
        boolean named = layout == Layout.CUSTOM && compression.algorithm() == Algorithm.ZSTD;
        return new ArchiveFormat(layout, named ? FormatVersion.V1_15 : FormatVersion.V1_14, compression);
    }

    private static BelayException refusal(String message, String hint) {
        return new BelayException(Kind.USAGE, message, hint);
    }
}
