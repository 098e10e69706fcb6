package dev.belay.backup.archive;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import dev.belay.backup.archive.Place.InBlock;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the table of contents, then the blocks; into a file, then the table of contents again, with their offsets. */
final class CustomWriter implements ArchiveWriter {
    private static final int BUFFER = 1 << 16;

    private final Toc toc;
    private final Outstanding outstanding;
    private final CountingOutput out;
    private final WireOutput wire;
    private final @Nullable Target file;
    private final Map<Integer, Long> offsets = new HashMap<>();

    private CustomWriter(OutputStream out, @Nullable Target file, Toc toc) throws IOException {
        this.toc = toc;
        this.outstanding = new Outstanding(toc);
        this.out = new CountingOutput(out);
        this.wire = new WireOutput(this.out, toc.header().widths(), toc.charset());
        this.file = file;
        TocWriter.write(toc, this.out);
    }

    static CustomWriter file(Path path, Toc toc) throws IOException {
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Target target = Target.of(path);
        return new CustomWriter(
                new BufferedOutputStream(Channels.newOutputStream(target.channel()), BUFFER), target, toc);
    }

    static CustomWriter stream(OutputStream out, Toc toc) throws IOException {
        return new CustomWriter(out, null, toc);
    }

    @Override
    public Toc toc() {
        return toc;
    }

    @Override
    public OutputStream data(TocEntry entry) throws IOException {
        begin(entry, BlocksReader.DATA);
        return chunks();
    }

    @Override
    public LargeObjectSink largeObjects(TocEntry entry) throws IOException {
        begin(entry, BlocksReader.LARGE_OBJECTS);
        return new Objects();
    }

    private void begin(TocEntry entry, int type) throws IOException {
        outstanding.take(entry);
        offsets.put(entry.id(), out.written());
        wire.writeByte(type);
        wire.writeInt(entry.id());
    }

    private OutputStream chunks() throws IOException {
        return Compressor.block(new ChunkOutput(out, wire), toc.header().compression());
    }

    @Override
    public void finish() throws IOException {
        outstanding.requireNone();
        out.flush();
        if (file != null) {
            // As long as the first one, to the byte: a state and an offset are in both.
            file.channel().position(0);
            TocWriter.write(located(), out);
            out.flush();
            file.finish();
        }
    }

    private Toc located() {
        List<TocEntry> entries = toc.entries().stream().map(this::located).toList();
        return toc.with(entries);
    }

    private TocEntry located(TocEntry entry) {
        Long offset = offsets.get(entry.id());
        return offset == null
                ? entry
                : entry.toBuilder().place(InBlock.at(offset)).build();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** The file under a name of its own until it is whole. */
    private record Target(Path path, Path partial, FileChannel channel) {
        static Target of(Path path) throws IOException {
            // A name that nobody else has, for its owner alone: two runs must not write into one file.
            Path partial = Files.createTempFile(
                    requireNonNull(path.toAbsolutePath().getParent()), path.getFileName() + ".", ".partial");
            return new Target(path, partial, FileChannel.open(partial, WRITE));
        }

        void finish() throws IOException {
            channel.force(true);
            channel.close();
            Files.move(partial, path, ATOMIC_MOVE);
        }

        void close() throws IOException {
            channel.close();
            Files.deleteIfExists(partial);
        }
    }

    /** One after the other, each with its OID before it; an OID of zero ends them. */
    private final class Objects implements LargeObjectSink {
        @Override
        public OutputStream object(long oid) throws IOException {
            wire.writeOid(oid);
            return chunks();
        }

        @Override
        public void close() throws IOException {
            wire.writeOid(0);
        }
    }
}
