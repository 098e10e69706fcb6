package dev.belay.backup.archive;

import dev.belay.backup.archive.Place.InFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes a file per table and large object, and at the end the table of contents, which makes them an archive. */
final class DirectoryWriter implements ArchiveWriter {
    private static final int TOC_BUFFER = 1 << 16;

    private final FileSink files;
    private final Force force;
    private final Toc toc;
    private final Outstanding outstanding;
    private final Map<Integer, TocEntry> changed = new ConcurrentHashMap<>();

    private DirectoryWriter(FileSink files, Force force, Toc toc) {
        this.files = files;
        this.force = force;
        this.toc = toc;
        this.outstanding = new Outstanding(toc);
    }

    /** Into a folder on disk: what is finished there survives a crash. */
    static DirectoryWriter folder(Path path, Toc toc) throws IOException {
        NewFolder folder = new NewFolder(path);
        return new DirectoryWriter(folder, folder::force, toc);
    }

    static DirectoryWriter files(FileSink files, Toc toc) {
        return new DirectoryWriter(files, () -> {}, toc);
    }

    /** Puts what was written on disk. */
    private interface Force {
        void run() throws IOException;
    }

    @Override
    public Toc toc() {
        return toc.with(toc.entries().stream()
                .map(entry -> changed.getOrDefault(entry.id(), entry))
                .toList());
    }

    @Override
    public OutputStream data(TocEntry entry) throws IOException {
        outstanding.take(entry);
        return compressed(FileNames.data(entry.id()));
    }

    @Override
    public OutputStream dataAnew(TocEntry entry) throws IOException {
        outstanding.takeAgain(entry);
        String name = FileNames.second(entry.id());
        changed.put(entry.id(), entry.toBuilder().place(new InFile(name)).build());
        return compressed(name);
    }

    @Override
    public LargeObjectSink largeObjects(TocEntry entry) throws IOException {
        outstanding.take(entry);
        return new Objects(files.create(Placement.listName(toc.header().version(), entry.id())));
    }

    @Override
    public void finish() throws IOException {
        outstanding.requireNone();
        // The data first: where there is a table of contents, the rest is there too.
        force.run();
        // It is written byte by byte, and below are hashes and ciphers.
        try (OutputStream out = new BufferedOutputStream(files.create(FileNames.TOC), TOC_BUFFER)) {
            TocWriter.write(toc(), out);
        }
        force.run();
    }

    private OutputStream compressed(String name) throws IOException {
        Compression compression = toc.header().compression();
        return Compressor.file(files.create(name + compression.algorithm().suffix()), compression);
    }

    @Override
    public void close() {
        // Every stream is its user's to close.
    }

    /** A file per object, and a line for each in the list. */
    private final class Objects implements LargeObjectSink {
        private final OutputStream list;

        Objects(OutputStream list) {
            this.list = list;
        }

        @Override
        public OutputStream object(long oid) throws IOException {
            String file = FileNames.largeObject(oid);
            list.write((oid + " " + file + "\n").getBytes(StandardCharsets.US_ASCII));
            return compressed(file);
        }

        @Override
        public void close() throws IOException {
            list.close();
        }
    }
}
