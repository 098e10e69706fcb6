package dev.belay.backup.restore;

import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A dump as it lies there. A disk or a network that fails is kept apart from content that cannot be decompressed. */
final class DumpBytes extends InputStream {
    private final String name;
    private final InputStream in;

    DumpBytes(String name, PlainDump.Bytes dump) {
        this.name = name;
        try {
            in = dump.open();
        } catch (IOException e) {
            throw unreadable(e, "see whether it may be read");
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw unreadable(e, "see whether the disk or the network is in order");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private BelayException unreadable(IOException e, String hint) {
        if (e instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
        }
        return new BelayException(Kind.BACKUP, FileTrouble.sentence("cannot read " + name, e), hint, e);
    }
}
