package dev.belay.backup.archive;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Writes a file per table and large object, and at the end the table of contents, which makes them an archive. */
final class DirectoryWriter implements ArchiveWriter {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Toc toc;
    private final Outstanding outstanding;
    private final Queue<Path> written = new ConcurrentLinkedQueue<>();

    DirectoryWriter(Path folder, Toc toc) throws IOException {
        this.folder = folder;
        this.toc = toc;
        this.outstanding = new Outstanding(toc);
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new DirectoryNotEmptyException(folder.toString());
            }
        }
    }

    @Override
    public Toc toc() {
        return toc;
    }

    @Override
    public OutputStream data(TocEntry entry) throws IOException {
        outstanding.take(entry);
        return compressed(FileNames.data(entry.id()));
    }

    @Override
    public LargeObjectSink largeObjects(TocEntry entry) throws IOException {
        outstanding.take(entry);
        return new Objects(create(Placement.listName(toc.header().version(), entry.id())));
    }

    @Override
    public void finish() throws IOException {
        outstanding.requireNone();
        for (Path file : written) {
            force(file, WRITE);
        }
        try (OutputStream out = create(FileNames.TOC)) {
            TocWriter.write(toc, out);
        }
        force(folder.resolve(FileNames.TOC), WRITE);
        force(folder, READ);
    }

    private OutputStream compressed(String name) throws IOException {
        Compression compression = toc.header().compression();
        return Compressor.file(create(name + compression.algorithm().suffix()), compression);
    }

    private OutputStream create(String name) throws IOException {
        Path file = folder.resolve(name);
        written.add(file);
        return new BufferedOutputStream(Files.newOutputStream(file, CREATE_NEW, WRITE), BUFFER);
    }

    private static void force(Path file, OpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
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
