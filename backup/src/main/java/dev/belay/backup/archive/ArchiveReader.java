package dev.belay.backup.archive;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An archive that lies on disk. It holds nothing open between calls, and several threads may read different entries.
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

    /** The rows of an entry as COPY takes them, without the end mark of text. */
    default InputStream rows(TocEntry entry) {
        return entry.copy().isPresent() && !entry.binary() ? new RowsInput(data(entry)) : data(entry);
    }

    /** Finds out what lies there. */
    static ArchiveReader open(Path path) {
        if (Files.isDirectory(path)) {
            return FilesReader.directory(path);
        }
        byte[] start = start(path);
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PGDMP")) {
            return BlocksReader.open(path);
        }
        if (TarFiles.looksLike(start)) {
            return FilesReader.tar(path);
        }
        if (text.startsWith("--\n-- PostgreSQL database")) {
            throw new BelayException(Kind.USAGE, path + " is a plain SQL dump, not an archive", "run it with psql");
        }
        throw Damage.in(path.toString(), "is no archive of PostgreSQL");
    }

    private static byte[] start(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(TarFiles.BLOCK);
        } catch (IOException e) {
            throw new BelayException(Kind.BACKUP, "cannot read the archive " + path, "give the path of an archive", e);
        }
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
