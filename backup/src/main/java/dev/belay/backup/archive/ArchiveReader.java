package dev.belay.backup.archive;

import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An archive that lies on disk or in a storage. It holds nothing open between calls, and several threads may read different entries.
 *
 * <p>Whatever it gives out ends with an error of kind INTEGRITY instead of an end when something is missing or wrong. The
 * formats cannot tell a changed byte in uncompressed data, or in lz4 and zstd without checksums; that takes a manifest.
 */
public sealed interface ArchiveReader permits FilesReader, BlocksReader {
    Toc toc();

    Layout layout();

    /** What was stored for an entry, decompressed: rows up to and with their end mark, or SQL. */
    InputStream data(TocEntry entry);

    /** Shows each large object of an entry, in the archive's order. */
    void largeObjects(TocEntry entry, LargeObjectVisitor visitor) throws IOException;

    /** How many bytes are stored for an entry, as far as that is known without reading them; 0 where it is not. */
    long size(TocEntry entry);

    /**
     * Looks whether what an entry with data stands for is there, as far as that can be told without reading all of it.
     *
     * @throws BelayException of kind INTEGRITY when it is not
     */
    void require(TocEntry entry) throws IOException;

    /** The rows of an entry as COPY takes them, without the end mark of text. */
    default InputStream rows(TocEntry entry) {
        return entry.copy().isPresent() && !entry.binary() ? RowsInput.text(data(entry)) : data(entry);
    }

    /** The rows of an entry and nothing else, so that those of several can be one COPY; of binary ones in a {@link BinaryFrame}. */
    default InputStream bareRows(TocEntry entry) throws IOException {
        InputStream data = data(entry);
        if (!entry.binary()) {
            return RowsInput.text(data);
        }
        if (!BinaryFrame.skip(data)) {
            data.close();
            throw Damage.in(entry.label(), "does not begin as rows in binary do");
        }
        return RowsInput.binary(data);
    }

    /**
     * A folder of a storage whose files are compared with what is expected of them while they are read: the last bytes of
     * one that differs are an error of kind INTEGRITY and never given out.
     *
     * @param expected size and hash of each file as it is stored, the table of contents included
     */
    static ArchiveReader open(
            Storage storage, String folder, Decryption decryption, Map<String, ExpectedFile> expected) {
        try {
            return FilesReader.directory(
                    new StorageFiles(storage, folder, storage.list(folder), decryption, new Expected(expected)));
        } catch (IOException e) {
            throw StorageFiles.unreadable(StorageFiles.label(storage, folder), e);
        }
    }

    /** Finds out what lies there. */
    static ArchiveReader open(Path path) {
        if (Files.isDirectory(path)) {
            return FilesReader.directory(path);
        }
        if (!Files.exists(path)) {
            throw missing(path.toString());
        }
        return file(ByteSource.of(path));
    }

    /**
     * Finds out what lies in a storage: a folder, whose files may be encrypted, or one file. Nothing is kept on disk, and of
     * one file only those parts are fetched that are asked for.
     *
     * @param name of the folder or file, relative to the storage
     */
    static ArchiveReader open(Storage storage, String name, Decryption decryption) {
        try {
            List<StoredFile> files = storage.list(name);
            if (!files.isEmpty()) {
                return FilesReader.directory(new StorageFiles(storage, name, files, decryption, Expected.ANYTHING));
            }
            return file(ByteSource.of(
                    storage, storage.find(name).orElseThrow(() -> missing(StorageFiles.label(storage, name)))));
        } catch (IOException e) {
            throw StorageFiles.unreadable(StorageFiles.label(storage, name), e);
        }
    }

    private static ArchiveReader file(ByteSource source) {
        byte[] start = start(source);
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PGDMP")) {
            return BlocksReader.open(source);
        }
        if (TarFiles.looksLike(start)) {
            return FilesReader.tar(source);
        }
        if (text.startsWith("--\n-- PostgreSQL database")) {
            throw new BelayException(
                    Kind.USAGE,
                    source.name() + " is a plain SQL dump, not an archive",
                    "belay restore runs it, and so does psql");
        }
        if (text.startsWith("age-encryption.org/")) {
            throw new BelayException(
                    Kind.USAGE,
                    source.name() + " is one encrypted file, which cannot be read from any place in it",
                    "decrypt it first: age --decrypt -i KEY -o FILE");
        }
        throw Damage.in(source.name(), "is no archive of PostgreSQL");
    }

    private static byte[] start(ByteSource source) {
        try (RawInput in = source.read(source.name(), 0, source.size())) {
            return in.readNBytes(TarFiles.BLOCK);
        } catch (IOException e) {
            throw StorageFiles.unreadable(source.name(), e);
        }
    }

    private static BelayException missing(String name) {
        return new BelayException(Kind.USAGE, "there is no archive " + name, "belay backups lists what there is");
    }

    /** What is done with each large object. */
    @FunctionalInterface
    interface LargeObjectVisitor {
        /**
         * Takes one of them.
         *
         * @param content valid during the call; what is left of it is read afterwards, to be sure of it
         */
        void visit(long oid, InputStream content) throws IOException;
    }
}
