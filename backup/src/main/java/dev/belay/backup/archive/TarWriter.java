package dev.belay.backup.archive;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Date;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a tar. Sizes stand before what they measure, so each member is a temporary file first. */
final class TarWriter implements ArchiveWriter {
    private final TarArchiveOutputStream tar;
    private final Toc toc;
    private final Path spool;
    private final Outstanding outstanding;

    TarWriter(OutputStream out, Toc toc, Path spool) throws IOException {
        this.tar = new TarArchiveOutputStream(out, TarFiles.BLOCK, StandardCharsets.UTF_8.name());
        this.tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
        this.toc = toc;
        this.spool = spool;
        this.outstanding = new Outstanding(toc);
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        TocWriter.write(toc, contents);
        put(FileNames.TOC, contents.size());
        contents.writeTo(tar);
        tar.closeArchiveEntry();
    }

    @Override
    public Toc toc() {
        return toc;
    }

    @Override
    public OutputStream data(TocEntry entry) throws IOException {
        outstanding.take(entry);
        return member(FileNames.data(entry.id()));
    }

    @Override
    public LargeObjectSink largeObjects(TocEntry entry) throws IOException {
        outstanding.take(entry);
        return new Objects(member(Placement.listName(toc.header().version(), entry.id())));
    }

    /** A member that goes into the tar when it is closed. */
    private OutputStream member(String name) throws IOException {
        Path file = Files.createTempFile(spool, "belay-", ".member");
        return new Member(name, file);
    }

    private void put(String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(0600);
        entry.setModTime(
                Date.from(toc.header().created().atZone(ZoneId.systemDefault()).toInstant()));
        tar.putArchiveEntry(entry);
    }

    @Override
    public void finish() throws IOException {
        outstanding.requireNone();
        tar.finish();
        tar.flush();
    }

    @Override
    public void close() {
        // The stream is its user's to close.
    }

    private final class Member extends FilterOutputStream {
        private final String name;
        private final Path file;
        private boolean closed;

        Member(String name, Path file) throws IOException {
            super(new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
            this.name = name;
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try {
                super.close();
                put(name, Files.size(file));
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The objects, and behind them their list: that is how the readers of tars know the end. */
    private final class Objects implements LargeObjectSink {
        private final OutputStream list;

        Objects(OutputStream list) {
            this.list = list;
        }

        @Override
        public OutputStream object(long oid) throws IOException {
            String file = FileNames.largeObject(oid);
            list.write((oid + " " + file + "\n").getBytes(StandardCharsets.US_ASCII));
            return member(file);
        }

        @Override
        public void close() throws IOException {
            list.close();
        }
    }
}
