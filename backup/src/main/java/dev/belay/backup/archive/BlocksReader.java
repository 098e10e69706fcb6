package dev.belay.backup.archive;

import dev.belay.backup.archive.Place.InBlock;
import dev.belay.core.BelayException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Custom: one file with a block per table behind the table of contents, which may or may not say where. */
final class BlocksReader implements ArchiveReader {
    static final int DATA = 1;
    static final int LARGE_OBJECTS = 3;

    private final ByteSource file;
    private final Toc toc;
    private final long firstBlock;
    private @Nullable Map<Integer, Long> found;
    private @Nullable Map<Integer, Long> sizes;

    private BlocksReader(ByteSource file, Toc toc, long firstBlock) {
        this.file = file;
        this.toc = toc;
        this.firstBlock = firstBlock;
    }

    static BlocksReader open(ByteSource file) {
        try (RawInput raw = raw(file, 0)) {
            Toc toc = TocReader.read(raw);
            if (toc.header().layout() != Layout.CUSTOM) {
                throw Damage.in(file.name(), "is the table of contents of a directory: give the directory instead");
            }
            return new BlocksReader(file, toc, raw.position());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public Toc toc() {
        return toc;
    }

    @Override
    public Layout layout() {
        return Layout.CUSTOM;
    }

    @Override
    public InputStream data(TocEntry entry) {
        RawInput raw = block(entry, DATA);
        CheckedInput content = Chunks.open(raw, toc.header(), entry.label());
        EndMark marked = new EndMark(
                content,
                entry,
                total -> Damage.at(file.name(), raw.position(), entry.label() + " ends without its end mark"));
        return new Closing(marked, raw);
    }

    @Override
    public void largeObjects(TocEntry entry, LargeObjectVisitor visitor) throws IOException {
        Set<Long> seen = new LinkedHashSet<>();
        try (RawInput raw = block(entry, LARGE_OBJECTS)) {
            WireInput wire = new WireInput(raw, toc.header().widths());
            for (long oid = wire.readOid(); oid != 0; oid = wire.readOid()) {
                if (!seen.add(oid)) {
                    throw wire.damage("large object " + oid + " is there twice");
                }
                try (CheckedInput in = Chunks.open(raw, toc.header(), "large object " + oid)) {
                    visitor.visit(oid, in);
                    in.transferTo(OutputStreams.NOWHERE);
                }
            }
        }
        LargeObjects.check(toc, entry, seen, file.name());
    }

    @Override
    public long size(TocEntry entry) {
        if (!(entry.place() instanceof InBlock block) || block.state() != Place.State.KNOWN) {
            return 0;
        }
        return sizes().getOrDefault(entry.id(), 0L);
    }

    /** From where one block begins to where the next one does. */
    private synchronized Map<Integer, Long> sizes() {
        Map<Integer, Long> known = sizes;
        if (known == null) {
            known = new HashMap<>();
            long end = file.size();
            List<TocEntry> last = toc.entries().stream()
                    .filter(entry -> entry.place() instanceof InBlock block && block.state() == Place.State.KNOWN)
                    .sorted(Comparator.comparingLong(entry -> -((InBlock) entry.place()).offset()))
                    .toList();
            for (TocEntry entry : last) {
                long offset = ((InBlock) entry.place()).offset();
                known.put(entry.id(), Math.max(0, end - offset));
                end = offset;
            }
            sizes = known;
        }
        return known;
    }

    /** The file, from what the block of an entry holds. */
    private RawInput block(TocEntry entry, int kind) {
        RawInput raw = raw(file, offset(entry));
        WireInput wire = new WireInput(raw, toc.header().widths());
        int type = wire.readByte();
        int id = wire.readInt();
        if (type != kind || id != entry.id()) {
            throw wire.damage("where " + entry.label() + " should be there is something else");
        }
        return raw;
    }

    @Override
    public void require(TocEntry entry) {
        if (offset(entry) >= file.size()) {
            throw Damage.at(file.name(), file.size(), "ends before " + entry.label());
        }
    }

    private long offset(TocEntry entry) {
        if (!(entry.place() instanceof InBlock block) || block.state() == Place.State.NONE) {
            throw Damage.in(file.name(), entry.label() + " has no block");
        }
        if (block.state() == Place.State.KNOWN) {
            return block.offset();
        }
        Long offset = blocks().get(entry.id());
        if (offset == null) {
            throw Damage.in(file.name(), "there is no block for " + entry.label());
        }
        return offset;
    }

    /** Where each block begins, found by going over all of them, once. */
    private synchronized Map<Integer, Long> blocks() {
        if (found == null) {
            Map<Integer, Long> offsets = new HashMap<>();
            try (RawInput raw = raw(file, firstBlock)) {
                for (long start = raw.position(); !raw.atEnd(); start = raw.position()) {
                    int id = passBlock(raw);
                    if (offsets.put(id, start) != null) {
                        throw Damage.at(file.name(), start, "entry " + id + " has two blocks");
                    }
                }
            } catch (IOException e) {
                throw unreadable(file, e);
            }
            found = offsets;
        }
        return found;
    }

    private int passBlock(RawInput raw) {
        WireInput wire = new WireInput(raw, toc.header().widths());
        int type = wire.readByte();
        int id = wire.readInt();
        switch (type) {
            case DATA -> new Chunks(raw, toc.header().widths()).pass();
            case LARGE_OBJECTS -> {
                while (wire.readOid() != 0) {
                    new Chunks(raw, toc.header().widths()).pass();
                }
            }
            default -> throw wire.damage("there is no block type " + type);
        }
        return id;
    }

    private static RawInput raw(ByteSource file, long offset) {
        return file.read(file.name(), offset, file.size());
    }

    private static BelayException unreadable(ByteSource file, IOException e) {
        return StorageFiles.unreadable(file.name(), e);
    }

    /** Closes the file with what is read from it. */
    private static final class Closing extends java.io.FilterInputStream {
        private final RawInput raw;

        Closing(InputStream in, RawInput raw) {
            super(in);
            this.raw = raw;
        }

        @Override
        public void close() throws IOException {
            super.close();
            raw.close();
        }
    }
}
