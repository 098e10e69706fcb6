package dev.belay.backup;

import dev.belay.backup.archive.Decryption;
import dev.belay.backup.archive.ExpectedFile;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what lies beside the files of an archive, and takes nothing for true that the marker does not confirm. */
public final class Manifests {
    /** More than any manifest has: what is larger is none. */
    private static final int LARGEST = 1 << 28;

    private static final String HINT =
            "the archive is damaged or incomplete: use another copy of it, or another backup";

    private Manifests() {}

    /**
     * The manifest of an archive; empty where there is no marker, and so no archive of Belay's.
     *
     * @throws BelayException of kind INTEGRITY when marker and manifest do not belong together
     */
    public static Optional<Manifest> read(Storage storage, String folder) throws IOException {
        Optional<byte[]> marker = content(storage, folder + "/" + Manifest.MARKER);
        if (marker.isEmpty()) {
            return Optional.empty();
        }
        String name = storage.name() + "/" + folder + "/";
        byte[] manifest = content(storage, folder + "/" + Manifest.FILE)
                .orElseThrow(() -> new BelayException(
                        Kind.INTEGRITY, name + Manifest.MARKER + ": there is no " + Manifest.FILE, HINT));
        String expected = hash(manifest) + "  " + Manifest.FILE + "\n";
        if (!new String(marker.get(), StandardCharsets.ISO_8859_1).equals(expected)) {
            throw new BelayException(
                    Kind.INTEGRITY,
                    name + Manifest.FILE + ": its SHA-256 is not the one in " + Manifest.MARKER
                            + ": one of them was changed",
                    HINT);
        }
        return Optional.of(ManifestJson.read(manifest));
    }

    /**
     * The same for whoever is going to restore it, with the half that is encrypted.
     *
     * @return empty for an archive that has neither marker nor manifest, since somebody else made it
     * @throws BelayException of kind INTEGRITY when a byte of it is not what was written, or it was never finished
     */
    public static Optional<Manifest> open(Storage storage, String folder, Decryption decryption) throws IOException {
        Optional<Manifest> manifest = read(storage, folder);
        if (manifest.isEmpty() && storage.find(folder + "/" + Manifest.FILE).isPresent()) {
            throw new BelayException(
                    Kind.INTEGRITY,
                    storage.name() + "/" + folder + ": there is no " + Manifest.MARKER + ", so it was never finished",
                    HINT);
        }
        return manifest.isPresent() && manifest.get().encrypted()
                ? Optional.of(opened(storage, folder, manifest.get(), decryption))
                : manifest;
    }

    private static Manifest opened(Storage storage, String folder, Manifest manifest, Decryption decryption)
            throws IOException {
        String file = folder + "/" + Manifest.SECRET_FILE;
        Optional<byte[]> stored = content(storage, file);
        Manifest.FileEntry entry = manifest.files().get(Manifest.SECRET_FILE);
        if (entry == null || stored.isEmpty() || !entry.sha256().equals(hash(stored.get()))) {
            throw new BelayException(
                    Kind.INTEGRITY, storage.name() + "/" + file + " is not the one that was written", HINT);
        }
        try (InputStream in = decryption.decrypt(new ByteArrayInputStream(stored.get()), file)) {
            return manifest.with(ManifestJson.readSecret(in.readNBytes(LARGEST)));
        }
    }

    /** The last drill of an archive; empty where there was none, or its record cannot be read. */
    public static Optional<DrillRecord> drill(Storage storage, String folder) throws IOException {
        try {
            return content(storage, folder + "/" + DrillRecord.FILE).map(DrillJson::read);
        } catch (BelayException e) {
            // No file of the archive: it says something about it, or does not.
            return Optional.empty();
        }
    }

    /** What a reader is to compare the files with. */
    public static Map<String, ExpectedFile> expected(Manifest manifest) {
        Map<String, ExpectedFile> files = new LinkedHashMap<>();
        manifest.files().forEach((name, file) -> files.put(name, new ExpectedFile(file.size(), file.sha256())));
        return files;
    }

    static Optional<byte[]> content(Storage storage, String file) throws IOException {
        try (InputStream in = storage.read(file, 0)) {
            byte[] bytes = in.readNBytes(LARGEST);
            if (bytes.length == LARGEST) {
                throw new BelayException(Kind.INTEGRITY, storage.name() + "/" + file + " is far too large", HINT);
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Ledger.sha256().digest(bytes));
    }
}
