package dev.belay.backup;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Proves an archive without a server: the marker stands for the manifest, the manifest for each byte of each file, and what
 * the files hold is decrypted, decompressed, counted and hashed as it was when it was written. An archive of stock tools
 * has no manifest: of that the formats themselves are proven, and what they cannot tell is said.
 */
public final class Check {
    private final Storage storage;
    private final Optional<Decryption> keys;
    private final CheckListener listener;

    /** @param keys without them the files of an encrypted archive are compared, and not looked into */
    public Check(Storage storage, Optional<Decryption> keys, CheckListener listener) {
        this.storage = storage;
        this.keys = keys;
        this.listener = listener;
    }

    /** Hears how far it has come. */
    @FunctionalInterface
    public interface CheckListener {
        CheckListener NONE = file -> {};

        void begins(String file);

        /** How many bytes there are to be read. */
        default void planned(long bytes) {}

        /** How many of them were read since the last time. */
        default void read(long bytes) {}
    }

    /**
     * Reads all of an archive.
     *
     * @param name of its folder or file, relative to the storage
     * @throws BelayException when there is none, or no key that was given opens it
     */
    public CheckResult run(String name) throws IOException {
        List<StoredFile> files = new ArrayList<>(storage.list(name));
        boolean single = files.isEmpty();
        storage.find(name).ifPresent(files::add);
        if (files.isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "there is no archive " + storage.name() + "/" + name,
                    "belay backups lists what there is");
        }
        Proof proof = new Proof(
                new ProofStorage(storage, listener::read),
                single ? ArchiveFiles.file(name) : ArchiveFiles.folder(name));
        try {
            Optional<Manifest> manifest = single ? Manifests.file(storage, name) : Manifests.folder(storage, name);
            if (manifest.isPresent()) {
                ours(proof, manifest.get(), files);
            } else {
                foreign(proof, files);
            }
            return proof.result(manifest);
        } catch (BelayException e) {
            if (e.kind() != Kind.INTEGRITY) {
                throw e;
            }
            proof.problem(Manifest.FILE, e);
            return proof.result(Optional.empty());
        }
    }

    private void ours(Proof proof, Manifest manifest, List<StoredFile> files) throws IOException {
        listener.planned(work(proof, manifest));
        proof.names(manifest, files);
        proof.marker();
        if (manifest.encrypted() && proof.single()) {
            proof.unproven("what is in the encrypted file: decrypt it with age, and check what comes out");
        } else if (!manifest.encrypted() || keys.isPresent()) {
            Decryption watched = proof.watched(keys.orElse(Decryption.NONE), manifest);
            content(proof, watched, secrets(proof, manifest, watched));
        } else {
            proof.unproven("what is in the encrypted files: that takes --identity FILE");
        }
        for (Map.Entry<String, Manifest.FileEntry> file : manifest.files().entrySet()) {
            listener.begins(file.getKey());
            proof.bytes(file.getKey(), file.getValue());
        }
    }

    /** What lies in one file is read in pieces, and then as a whole. */
    private static long work(Proof proof, Manifest manifest) {
        long bytes = manifest.files().values().stream()
                .mapToLong(Manifest.FileEntry::size)
                .sum();
        return proof.single() && !manifest.encrypted() ? 2 * bytes : bytes;
    }

    /** The tables, which an encrypted archive tells only to whom it is for. */
    private static Optional<Map<String, Manifest.TableEntry>> secrets(
            Proof proof, Manifest manifest, Decryption decryption) throws IOException {
        if (!manifest.encrypted()) {
            return Optional.of(manifest.tables());
        }
        return proof.secret(decryption).map(ManifestJson.Secret::tables);
    }

    private void foreign(Proof proof, List<StoredFile> files) throws IOException {
        if (files.stream().anyMatch(file -> file.name().endsWith("/" + Manifest.FILE))) {
            proof.problem(Manifest.MARKER, "is missing: the backup was not finished, or is being deleted");
            return;
        }
        listener.planned(files.stream().mapToLong(StoredFile::size).sum());
        content(proof, keys.orElse(Decryption.NONE), Optional.empty());
        for (StoredFile file : files) {
            proof.stored(file);
        }
    }

    private void content(Proof proof, Decryption decryption, Optional<Map<String, Manifest.TableEntry>> tables)
            throws IOException {
        try {
            ArchiveReader reader = proof.open(decryption);
            if (tables.isEmpty()) {
                doubts(proof, reader);
            }
            new ContentProof(proof, reader, listener, tables.map(TreeMap::new)).run();
        } catch (BelayException e) {
            if (e.kind() != Kind.INTEGRITY) {
                throw e;
            }
            proof.problem("toc.dat", e);
        }
    }

    private static void doubts(Proof proof, ArchiveReader reader) {
        proof.unproven("whether the rows are those that were written: there is no manifest of them"
                + (Manifests.missing(reader) ? ", although Belay made the archive" : ""));
        proof.unproven("a changed byte in rows that are not compressed, or by lz4 or zstd without checksums");
        proof.unproven("a changed byte in names and definitions: nothing guards the table of contents");
    }
}
