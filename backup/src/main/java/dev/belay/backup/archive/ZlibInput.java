package dev.belay.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** One zlib stream, and nothing behind it. */
final class ZlibInput extends InflaterInputStream {
    ZlibInput(InputStream in) {
        super(in, new Inflater(), 1 << 15);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0 && (inf.getRemaining() > 0 || in.read() >= 0)) {
            throw new ZipException("something follows the compressed data");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        inf.end();
        super.close();
    }
}
