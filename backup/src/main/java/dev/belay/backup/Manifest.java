package dev.belay.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an archive is and holds, to the byte: {@code manifest.json}. Where the archive is encrypted, {@code tables} and
 * {@code fingerprint} are not in it but in {@code contents.json.age}, and the files' hashes are those of the encrypted bytes.
 *
 * @param format 1
 * @param belay the version that made it
 * @param database its name
 * @param system by which its server is known, and tells it from others with a database of that name; empty where the role
 *     might not know, and of versions that did not ask
 * @param serverVersion as {@code server_version} has it
 * @param snapshotTime when the snapshot was taken, on the server's clock
 * @param lsn the position in the write-ahead log just before the snapshot; on a replica the last one replayed
 * @param took from the snapshot to the last byte
 * @param encrypted whether each file but this and the marker is in the age format
 * @param fingerprint of the schema ({@code core.catalog.Fingerprint}); empty in the clear part of an encrypted archive
 * @param contents what of the database is in it
 * @param selection by which part it is known, as {@link BackupOptions#part} has it; empty where no pattern chose one, and of
 *     versions that did not say
 * @param files by name, all but this one and the marker
 * @param tables by qualified name, as SQL writes it; empty in the clear part of an encrypted archive
 * @param totals sums, which are no secret
 * @param leftOut in words, what of the database is not in it; in the clear part of an encrypted archive only whether there is any
 */
public record Manifest(
        int format,
        String belay,
        String database,
        Optional<String> system,
        String serverVersion,
        Instant snapshotTime,
        Optional<String> lsn,
        Duration took,
        boolean encrypted,
        Optional<String> fingerprint,
        Contents contents,
        Optional<String> selection,
        SortedMap<String, FileEntry> files,
        SortedMap<String, TableEntry> tables,
        Totals totals,
        List<String> leftOut) {
    /** What {@code format} is today. */
    public static final int FORMAT = 1;
    /** The name of the file that it is stored as. */
    public static final String FILE = "manifest.json";
    /** The encrypted half of it, where there is one. */
    public static final String SECRET_FILE = "contents.json.age";
    /** Roles and tablespaces, for psql, before anything is restored; only where they were asked for. */
    public static final String GLOBALS_FILE = "globals.sql";
    /** Written last: the SHA-256 of the manifest, as {@code sha256sum -c} takes it. Without it there is no archive. */
    public static final String MARKER = "manifest.sha256";

    /** What of a database was to be backed up. */
    public enum Contents {
        ALL,
        /** Some of its objects, or of their rows; or what could be read of it. */
        PART,
        SCHEMA,
        DATA
    }

    /**
     * A file as it is stored: compressed, encrypted.
     *
     * @param sha256 in lower-case hexadecimal digits
     */
    public record FileEntry(long size, String sha256) {}

    /**
     * The rows of a table, in all its files.
     *
     * @param hash of the rows, whatever their order ({@code core.content.ContentHash}), with the name of its algorithm
     * @param binary whether they are in PostgreSQL's binary format, in which the hash differs from that of text
     * @param files that hold them
     */
    public record TableEntry(long rows, String hash, boolean binary, List<String> files) {
        public TableEntry {
            files = List.copyOf(files);
        }
    }

    /**
     * Sums over everything.
     *
     * @param rawBytes as COPY gave them
     * @param bytes as they are stored
     */
    public record Totals(long tables, long rows, long largeObjects, long rawBytes, long bytes) {}

    /** The whole of an encrypted archive, for whom it is. */
    Manifest with(ManifestJson.Secret secret) {
        return new Manifest(
                format,
                belay,
                database,
                system,
                serverVersion,
                snapshotTime,
                lsn,
                took,
                encrypted,
                secret.fingerprint(),
                contents,
                selection,
                files,
                secret.tables(),
                totals,
                secret.leftOut().isEmpty() ? leftOut : secret.leftOut());
    }

    /** What everybody may see of an encrypted archive, whose files are these. */
    Manifest withoutSecrets(SortedMap<String, FileEntry> all) {
        return new Manifest(
                format,
                belay,
                database,
                system,
                serverVersion,
                snapshotTime,
                lsn,
                took,
                encrypted,
                Optional.empty(),
                contents,
                selection,
                all,
                new TreeMap<>(),
                totals,
                leftOut.isEmpty() ? List.of() : List.of(leftOut.size() + " in " + SECRET_FILE));
    }
}
