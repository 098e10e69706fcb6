package dev.belay.backup;

import dev.belay.backup.Manifest.FileEntry;
import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.archive.ExpectedFile;
import dev.belay.backup.storage.Storage;
import dev.belay.core.Amount;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads what lies beside the files of an archive, and takes nothing for true that the marker does not confirm. */
public final class Manifests {
    /** More than any manifest has: what is larger is none. */
    private static final int LARGEST = 1 << 28;

    /** In bytes: what is read is in memory once as it comes, once whole, and once more as what it says. */
    private static final int MEMORY =
            (int) Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 8);

    private static final int BUFFER = 1 << 17;

    private static final String HINT =
            "the archive is damaged or incomplete: use another copy of it, or another backup";

    private Manifests() {}

    /**
     * The manifest of an archive; empty where there is none, and so no archive of Belay's: in a folder without a marker,
     * beside a file without a manifest.
     *
     * @throws BelayException of kind INTEGRITY when marker and manifest do not belong together, or not to the archive
     */
    public static Optional<Manifest> read(Storage storage, String archive) throws IOException {
        Optional<Manifest> folder = folder(storage, archive);
        return folder.isPresent() ? folder : file(storage, archive);
    }

    static Optional<Manifest> folder(Storage storage, String folder) throws IOException {
        ArchiveFiles files = ArchiveFiles.folder(folder);
        Optional<byte[]> marker = content(storage, files.path(Manifest.MARKER));
        if (marker.isEmpty()) {
            return Optional.empty();
        }
        byte[] manifest = content(storage, files.path(Manifest.FILE))
                .orElseThrow(() -> new BelayException(
                        Kind.INTEGRITY,
                        storage.name() + "/" + files.path(Manifest.MARKER) + ": there is no " + Manifest.FILE,
                        HINT));
        confirm(storage, files, manifest, marker.get(), Manifest.FILE);
        return Optional.of(ManifestJson.read(manifest));
    }

    /** Of an archive that is one file. It counts without its marker too: who copies files may forget the smallest. */
    static Optional<Manifest> file(Storage storage, String file) throws IOException {
        ArchiveFiles files = ArchiveFiles.file(file);
        Optional<byte[]> text = content(storage, files.path(Manifest.FILE));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Manifest manifest = ManifestJson.read(text.get());
        List<String> archives = ArchiveFiles.archives(manifest);
        if (archives.size() != 1) {
            throw new BelayException(
                    Kind.INTEGRITY,
                    storage.name() + "/" + files.path(Manifest.FILE) + " is the manifest of another archive",
                    HINT);
        }
        Optional<byte[]> marker = content(storage, files.path(Manifest.MARKER));
        if (marker.isPresent()) {
            // By the name that it was written under: a file may have another one since.
            confirm(storage, files, text.get(), marker.get(), ArchiveFiles.beside(archives.get(0), Manifest.FILE));
        }
        return Optional.of(manifest);
    }

    private static void confirm(Storage storage, ArchiveFiles files, byte[] manifest, byte[] marker, String name) {
        if (!new String(marker, StandardCharsets.UTF_8).equals(marker(manifest, name))) {
            throw new BelayException(
                    Kind.INTEGRITY,
                    storage.name() + "/" + files.path(Manifest.FILE) + ": its SHA-256 is not the one in "
                            + files.path(Manifest.MARKER).replaceFirst(".*/", "") + ": one of them was changed",
                    HINT);
        }
    }

    /**
     * The text of a marker.
     *
     * @param name of the manifest's file
     */
    static String marker(byte[] manifest, String name) {
        return hash(manifest) + "  " + name + "\n";
    }

    /**
     * The same for whoever is going to restore it, with the half that is encrypted.
     *
     * @return empty for an archive that has neither marker nor manifest, since somebody else made it
     * @throws BelayException of kind INTEGRITY when a byte of it is not what was written, or it was never finished
     */
    public static Optional<Manifest> open(Storage storage, String archive, Decryption decryption) throws IOException {
        Optional<Manifest> folder = folder(storage, archive);
        if (folder.isEmpty()) {
            refuseUnfinished(storage, archive);
            // One that is encrypted is none that can be restored: whoever opens it says so.
            return file(storage, archive);
        }
        return folder.get().encrypted() ? Optional.of(opened(storage, archive, folder.get(), decryption)) : folder;
    }

    private static void refuseUnfinished(Storage storage, String folder) throws IOException {
        if (storage.find(ArchiveFiles.folder(folder).path(Manifest.FILE)).isPresent()) {
            throw new BelayException(
                    Kind.INTEGRITY,
                    storage.name() + "/" + folder + ": there is no " + Manifest.MARKER + ", so it was never finished",
                    HINT);
        }
    }

    private static Manifest opened(Storage storage, String folder, Manifest manifest, Decryption decryption)
            throws IOException {
        String file = ArchiveFiles.folder(folder).path(Manifest.SECRET_FILE);
        Optional<byte[]> stored = content(storage, file);
        FileEntry entry = manifest.files().get(Manifest.SECRET_FILE);
        if (entry == null || stored.isEmpty() || !entry.sha256().equals(hash(stored.get()))) {
            throw new BelayException(
                    Kind.INTEGRITY, storage.name() + "/" + file + " is not the one that was written", HINT);
        }
        try (InputStream in = decryption.decrypt(new ByteArrayInputStream(stored.get()), file)) {
            return manifest.with(ManifestJson.readSecret(content(in, storage.name() + "/" + file)));
        }
    }

    /** The last drill of an archive; empty where there was none, or its record cannot be read. */
    static Optional<DrillRecord> drill(Storage storage, ArchiveFiles files) throws IOException {
        try {
            return content(storage, files.path(DrillRecord.FILE)).map(DrillJson::read);
        } catch (BelayException e) {
            // No file of the archive: it says something about it, or does not.
            return Optional.empty();
        }
    }

    /** Keeps the record of a drill beside an archive of Belay's; beside others' nothing is written. */
    public static void keep(Storage storage, String archive, DrillRecord drill) throws IOException {
        for (ArchiveFiles files : List.of(ArchiveFiles.folder(archive), ArchiveFiles.file(archive))) {
            Optional<byte[]> manifest = content(storage, files.path(Manifest.FILE));
            if (manifest.isPresent()) {
                boolean encrypted = ManifestJson.read(manifest.get()).encrypted();
                storage.put(files.path(DrillRecord.FILE), DrillJson.write(encrypted ? drill.withoutNames() : drill));
                return;
            }
        }
    }

    /**
     * Opens an archive to be read. The files of a folder are compared with the manifest while they are read; of a single
     * file that is read here and there that cannot be, so {@link #prove} it before.
     */
    public static ArchiveReader reader(
            Storage storage, String archive, Decryption decryption, Optional<Manifest> manifest) throws IOException {
        boolean compared = manifest.isPresent() && storage.find(archive).isEmpty();
        return compared
                ? ArchiveReader.open(storage, archive, decryption, expected(manifest.get()))
                : ArchiveReader.open(storage, archive, decryption);
    }

    private static Map<String, ExpectedFile> expected(Manifest manifest) {
        Map<String, ExpectedFile> files = new LinkedHashMap<>();
        manifest.files().forEach((name, file) -> files.put(name, new ExpectedFile(file.size(), file.sha256())));
        return files;
    }

    /**
     * Reads an archive that is one file to its end, and compares it with its manifest. One in a folder is compared while it
     * is read, and so not here.
     *
     * @param stop asked between pieces; when it says so nothing is proven
     * @throws BelayException of kind INTEGRITY when it is not the file that the manifest was written for
     */
    public static void prove(Storage storage, String archive, Manifest manifest, BooleanSupplier stop)
            throws IOException {
        if (storage.find(archive).isEmpty()) {
            return;
        }
        FileEntry expected =
                manifest.files().get(ArchiveFiles.archives(manifest).get(0));
        MessageDigest digest = Ledger.sha256();
        long size = 0;
        try (InputStream in = storage.read(archive, 0)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
                if (stop.getAsBoolean()) {
                    return;
                }
            }
        }
        FileEntry found = new FileEntry(size, HexFormat.of().formatHex(digest.digest()));
        if (expected == null || !found.equals(expected)) {
            throw new BelayException(
                    Kind.INTEGRITY, storage.name() + "/" + archive + " " + difference(expected, found), HINT);
        }
    }

    /** Whether an archive that has no manifest was made with one. */
    public static boolean missing(ArchiveReader archive) {
        return archive.toc()
                .header()
                .dumpVersion()
                .filter(tool -> tool.startsWith("Belay "))
                .isPresent();
    }

    /** In words, why a file is not the one that was written. */
    static String difference(@org.jspecify.annotations.Nullable FileEntry expected, FileEntry found) {
        if (expected == null) {
            return "is not in the manifest";
        }
        return found.size() == expected.size()
                ? "has been changed: its SHA-256 is not the one that was written"
                : "has " + Amount.of(found.size(), "byte") + ", and " + Amount.were(expected.size()) + " written";
    }

    static Optional<byte[]> content(Storage storage, String file) throws IOException {
        try (InputStream in = storage.read(file, 0)) {
            return Optional.of(content(in, storage.name() + "/" + file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** All of a file that describes an archive. */
    static byte[] content(InputStream in, String name) throws IOException {
        return content(in, name, MEMORY);
    }

    private static byte[] content(InputStream in, String name, int most) throws IOException {
        byte[] bytes = in.readNBytes(most);
        if (bytes.length < most) {
            return bytes;
        }
        throw most == LARGEST
                ? new BelayException(Kind.INTEGRITY, name + " is far too large", HINT)
                : new BelayException(
                        Kind.BACKUP,
                        name + " is larger than " + (most >> 20) + " MiB, and there is no memory for that",
                        "give it more, where there are so many tables: BELAY_JAVA_OPTS=-Xmx4g");
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Ledger.sha256().digest(bytes));
    }
}
