package dev.belay.backup.archive;

import dev.belay.backup.archive.Place.InBlock;
import dev.belay.backup.archive.TocHeader.Widths;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Optional;

/** Writes the numbers and texts that an archive is made of. */
final class WireOutput {
    private final OutputStream out;
    private final Widths widths;
    private final Charset charset;

    WireOutput(OutputStream out, Widths widths, Charset charset) {
        this.out = out;
        this.widths = widths;
        this.charset = charset;
    }

    void writeByte(int value) throws IOException {
        out.write(value);
    }

    void writeInt(int value) throws IOException {
        out.write(value < 0 ? 1 : 0);
        writeMagnitude(Math.abs((long) value), widths.integer());
    }

    void writeOid(long oid) throws IOException {
        writeInt((int) oid);
    }

    void writeText(String text) throws IOException {
        byte[] bytes = text.getBytes(charset);
        writeInt(bytes.length);
        out.write(bytes);
    }

    void writeText(Optional<String> text) throws IOException {
        if (text.isPresent()) {
            writeText(text.get());
        } else {
            writeNothing();
        }
    }

    /** The text that is not there. */
    void writeNothing() throws IOException {
        writeInt(-1);
    }

    void writePlace(InBlock place) throws IOException {
        out.write(place.state().code());
        writeMagnitude(place.offset(), widths.offset());
    }

    private void writeMagnitude(long value, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            out.write(i > 7 ? 0 : (int) (value >>> (8 * i)));
        }
    }
}
