package dev.belay.backup.archive;

import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.archive.Place.InBlock;
import dev.belay.backup.archive.Place.InFile;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;

/** Writes a table of contents in the version that its header names; what {@link TocReader} read becomes the same bytes. */
final class TocWriter {
    private final TocHeader header;
    private final WireOutput out;

    private TocWriter(TocHeader header, WireOutput out) {
        this.header = header;
        this.out = out;
    }

    static void write(Toc toc, OutputStream out) throws IOException {
        TocHeader header = toc.header();
        out.write(TocReader.MAGIC);
        new TocWriter(header, new WireOutput(out, header.widths(), toc.charset())).write(toc);
    }

    private void write(Toc toc) throws IOException {
        writeHeader();
        out.writeInt(toc.entries().size());
        for (TocEntry entry : toc.entries()) {
            writeEntry(entry);
        }
    }

    private void writeHeader() throws IOException {
        out.writeByte(FormatVersion.MAJOR);
        out.writeByte(header.version().minor());
        out.writeByte(0);
        out.writeByte(header.widths().integer());
        out.writeByte(header.widths().offset());
        out.writeByte(header.layout().code());
        writeCompression();
        writeTime(header.created());
        out.writeInt(header.daylightSaving());
        out.writeText(header.database());
        out.writeText(header.serverVersion());
        out.writeText(header.dumpVersion());
    }

    private void writeCompression() throws IOException {
        Compression compression = header.compression();
        if (header.version().atLeast(FormatVersion.V1_15)) {
            out.writeByte(compression.algorithm().code());
        } else {
            // The number is a level of gzip; files that are compressed otherwise are known by their suffix.
            out.writeInt(compression.algorithm() == Algorithm.GZIP ? compression.level() : 0);
        }
    }

    private void writeTime(LocalDateTime time) throws IOException {
        out.writeInt(time.getSecond());
        out.writeInt(time.getMinute());
        out.writeInt(time.getHour());
        out.writeInt(time.getDayOfMonth());
        out.writeInt(time.getMonthValue() - 1);
        out.writeInt(time.getYear() - 1900);
    }

    private void writeEntry(TocEntry entry) throws IOException {
        out.writeInt(entry.id());
        out.writeInt(entry.hasData() ? 1 : 0);
        out.writeText(Long.toString(entry.catalog()));
        out.writeText(Long.toString(entry.oid()));
        out.writeText(entry.tag());
        out.writeText(entry.kind());
        out.writeInt(entry.section().code());
        out.writeText(entry.definition());
        out.writeText(entry.drop());
        out.writeText(entry.copy());
        out.writeText(entry.schema());
        out.writeText(entry.tablespace());
        if (header.version().atLeast(FormatVersion.V1_14)) {
            out.writeText(entry.accessMethod());
        }
        if (header.version().atLeast(FormatVersion.V1_16)) {
            out.writeInt(entry.relationKind());
        }
        out.writeText(entry.owner());
        out.writeText(Boolean.toString(entry.withOids()));
        for (int dependency : entry.dependencies()) {
            out.writeText(Integer.toString(dependency));
        }
        out.writeNothing();
        writePlace(entry.place());
    }

    private void writePlace(Place place) throws IOException {
        if (place instanceof InBlock block) {
            out.writePlace(block);
        } else if (place instanceof InFile file) {
            out.writeText(file.name());
        }
    }
}
