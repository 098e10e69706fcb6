package dev.belay.backup;

import dev.belay.backup.storage.StoredFile;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What lies in one folder of a storage, or a single file that is an archive or a dump.
 *
 * @param name relative to the storage
 * @param files of it
 * @param manifest empty for what is not finished, damaged, or not Belay's
 * @param damage in words, where marker and manifest do not belong together, or where nobody lets us look
 */
public record Shelf(
        String name,
        Kind kind,
        List<StoredFile> files,
        Optional<Manifest> manifest,
        Optional<DrillRecord> drill,
        Optional<String> damage) {
    public Shelf {
        files = List.copyOf(files);
    }

    /** What it is. */
    public enum Kind {
        /** Belay's, committed. */
        ARCHIVE,
        /** Belay's, without a marker: being written, or left behind. */
        UNFINISHED,
        /** A directory archive of pg_dump. */
        DIRECTORY,
        /** A custom or tar archive: of pg_dump, or, where there is a manifest beside it, Belay's. */
        FILE,
        /** A dump in plain SQL. */
        SQL,
        /** A folder, or what may be an archive, that this user may not read. */
        CLOSED
    }

    /** All that it takes, in bytes. */
    public long size() {
        return files.stream().mapToLong(StoredFile::size).sum();
    }

    /** Of the snapshot; for what has no manifest, when something was last written to it. */
    public Instant time() {
        return manifest.map(Manifest::snapshotTime).orElseGet(this::modified);
    }

    /** When something was last written to it. */
    public Instant modified() {
        return files.stream()
                .map(StoredFile::modified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** Whether Belay made it, and finished it. */
    public boolean ours() {
        return kind == Kind.ARCHIVE || (kind == Kind.FILE && (manifest.isPresent() || damage.isPresent()));
    }

    /** Whether it has a folder of its own, as every archive has that was made in a place of backups. */
    public boolean folder() {
        return kind == Kind.ARCHIVE;
    }

    /** The folder that it lies in, which is that of its database; empty at the top. */
    public String series() {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /** What of its database is in it, in a word; empty where nobody knows. */
    public String contents() {
        return manifest.map(known -> known.contents().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /** Of a part that patterns have chosen, by which it is known; empty where nobody knows. */
    public String selection() {
        return BackupOptions.chosen(part());
    }

    /** How much it lacks that nobody has left out: it could not be read. */
    public int lacks() {
        return BackupOptions.lacks(part());
    }

    private String part() {
        return manifest.flatMap(Manifest::selection).orElse("");
    }

    /** Whether a backup with these options would have the same in it, at another time. */
    public boolean holds(BackupOptions options) {
        if (options.contents() != Manifest.Contents.ALL) {
            return manifest.filter(known -> known.contents() == options.contents())
                            .isPresent()
                    && asked(options);
        }
        // Patterns may have left nothing out: then it is the whole.
        return (whole() && options.part().isEmpty()) || ((whole() || knownPart()) && asked(options));
    }

    /** Whether it is a part of which it is known which. */
    private boolean knownPart() {
        return manifest.filter(known -> known.contents() == Manifest.Contents.PART)
                        .isPresent()
                && !part().isEmpty();
    }

    private boolean asked(BackupOptions options) {
        return selection().equals(options.part().orElse("")) && (lacks() == 0 || options.allowMissing());
    }

    /** By which the server is known that it is of; empty where nobody knows. */
    public Optional<String> system() {
        return manifest.flatMap(Manifest::system);
    }

    /** Whether all of its database is in it. */
    public boolean whole() {
        return manifest.filter(known -> known.contents() == Manifest.Contents.ALL)
                .isPresent();
    }

    /** Whether it is Belay's and can be restored, as far as is known. */
    public boolean good() {
        return ours() && damage.isEmpty() && drill.map(DrillRecord::ok).orElse(true);
    }
}
