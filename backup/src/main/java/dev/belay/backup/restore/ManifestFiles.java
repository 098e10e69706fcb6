package dev.belay.backup.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.backup.Manifest;
import dev.belay.backup.ManifestJson;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.archive.ExpectedFile;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The manifest of an archive, proven by its marker, with the half of it that is encrypted where there is one. */
final class ManifestFiles {
    private static final int LONGEST = 1 << 28;
    private static final String HINT =
            "the archive is damaged or incomplete: use another copy of it, or another backup";

    private ManifestFiles() {}

    /**
     * Reads it.
     *
     * @return empty for an archive that has none, since somebody else made it
     * @throws BelayException of kind INTEGRITY when a byte of it is not what was written
     */
    static Optional<Manifest> read(Storage storage, String folder, Decryption decryption) throws IOException {
        boolean marked = storage.find(folder + "/" + Manifest.MARKER).isPresent();
        boolean there = storage.find(folder + "/" + Manifest.FILE).isPresent();
        String label = storage.name() + "/" + folder;
        if (!marked && !there) {
            return Optional.empty();
        }
        if (!marked || !there) {
            throw new BelayException(
                    Kind.INTEGRITY,
                    label + ": there is no "
                            + (marked ? Manifest.FILE : Manifest.MARKER + ", so it was never finished"),
                    HINT);
        }
        byte[] text = bytes(storage, folder + "/" + Manifest.FILE);
        String marker = new String(bytes(storage, folder + "/" + Manifest.MARKER), UTF_8);
        String hash = hash(text);
        if (!marker.equals(hash + "  " + Manifest.FILE + "\n")) {
            throw new BelayException(
                    Kind.INTEGRITY, label + ": " + Manifest.FILE + " is not the one that was written", HINT);
        }
        Manifest manifest = ManifestJson.read(text);
        return Optional.of(manifest.encrypted() ? opened(storage, folder, manifest, decryption) : manifest);
    }

    private static Manifest opened(Storage storage, String folder, Manifest manifest, Decryption decryption)
            throws IOException {
        String file = folder + "/" + Manifest.SECRET_FILE;
        byte[] stored = bytes(storage, file);
        Manifest.FileEntry entry = manifest.files().get(Manifest.SECRET_FILE);
        if (entry == null || !entry.sha256().equals(hash(stored))) {
            throw new BelayException(
                    Kind.INTEGRITY, storage.name() + "/" + file + " is not the one that was written", HINT);
        }
        try (InputStream in = decryption.decrypt(new java.io.ByteArrayInputStream(stored), file)) {
            ManifestJson.Secret secret = ManifestJson.readSecret(in.readNBytes(LONGEST));
            return new Manifest(
                    manifest.format(),
                    manifest.belay(),
                    manifest.database(),
                    manifest.serverVersion(),
                    manifest.snapshotTime(),
                    manifest.lsn(),
                    manifest.took(),
                    true,
                    secret.fingerprint(),
                    manifest.contents(),
                    manifest.files(),
                    secret.tables(),
                    manifest.totals(),
                    manifest.leftOut());
        }
    }

    private static byte[] bytes(Storage storage, String file) throws IOException {
        try (InputStream in = storage.read(file, 0)) {
            byte[] bytes = in.readNBytes(LONGEST);
            if (bytes.length == LONGEST) {
                throw new BelayException(Kind.INTEGRITY, file + " has no end", HINT);
            }
            return bytes;
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Map<String, ExpectedFile> expected(Manifest manifest) {
        Map<String, ExpectedFile> files = new HashMap<>();
        manifest.files().forEach((name, file) -> files.put(name, new ExpectedFile(file.size(), file.sha256())));
        return files;
    }
}
