package dev.belay.backup.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A stream as a channel; the library's own would cut everything into pieces of 8 KiB. */
final class OutputChannel implements WritableByteChannel {
    private final OutputStream out;
    private boolean open = true;

    OutputChannel(OutputStream out) {
        this.out = out;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (bytes.hasArray()) {
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
            bytes.position(bytes.limit());
        } else {
            byte[] copy = new byte[length];
            bytes.get(copy);
            out.write(copy);
        }
        return length;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        out.close();
    }
}
