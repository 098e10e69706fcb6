package dev.belay.backup.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * An archive that is being written. Each entry that has data is given it once; what {@link #finish} has not seen the end
 * of is no archive yet, and no reader takes it for one.
 */
public sealed interface ArchiveWriter extends AutoCloseable permits DirectoryWriter, CustomWriter, TarWriter {
    /** The table of contents as it will stand in the archive, but for offsets. */
    Toc toc();

    /** Where the rows of an entry go, with their end mark, or its SQL. Closing it says that it is complete. */
    OutputStream data(TocEntry entry) throws IOException;

    /**
     * The same once more, for an entry whose data had to be given up before or half-way. The file of a stream that it has
     * already stays, and is nobody's.
     *
     * @param entry as it is now, such as with other words for {@code copy}
     */
    default OutputStream dataAnew(TocEntry entry) throws IOException {
        throw new IllegalStateException(entry.label() + " cannot be written twice in one file");
    }

    /** Where the large objects of an entry go. Closing it says that they are complete. */
    LargeObjectSink largeObjects(TocEntry entry) throws IOException;

    /** Makes it an archive, on disk. */
    void finish() throws IOException;

    /** Lets go of everything. Without {@link #finish} before it, what is there stays unfinished. */
    @Override
    void close() throws IOException;

    /** A directory, where entries may be written by several threads at once. It must not exist or be empty. */
    static ArchiveWriter directory(Path folder, Toc toc) throws IOException {
        return DirectoryWriter.folder(folder, toc);
    }

    /** The files of a directory, wherever they go, written by several threads at once. Whoever keeps them, saves them. */
    static ArchiveWriter directory(FileSink files, Toc toc) {
        return DirectoryWriter.files(files, toc);
    }

    /** One file, in which the table of contents says where each block is. Entries are written one after the other. */
    static ArchiveWriter custom(Path file, Toc toc) throws IOException {
        return CustomWriter.file(file, toc);
    }

    /** The same into a pipe: readers have to look for the blocks. The stream stays open. */
    static ArchiveWriter custom(OutputStream out, Toc toc) throws IOException {
        return CustomWriter.stream(out, toc);
    }

    /**
     * A tar. Entries are written one after the other, in the order of the table of contents. The stream stays open.
     *
     * @param spool a folder for one file at a time, because its size stands before it
     */
    static ArchiveWriter tar(OutputStream out, Toc toc, Path spool) throws IOException {
        return new TarWriter(out, toc, spool);
    }

    /** The bytes that every text ends with. */
    static String endOfRows() {
        return EndMark.ROWS;
    }

    /** Takes large objects, one after the other. */
    interface LargeObjectSink extends AutoCloseable {
        /** Where one goes; close it before the next. */
        OutputStream object(long oid) throws IOException;

        @Override
        void close() throws IOException;
    }
}
