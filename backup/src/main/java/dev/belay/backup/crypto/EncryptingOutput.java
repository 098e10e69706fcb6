package dev.belay.backup.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Gathers single bytes, and closes once: the library's channel would complain. */
final class EncryptingOutput extends OutputStream {
    private static final int BUFFER = 1 << 16;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private boolean closed;

    EncryptingOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int taken = Math.min(buffer.remaining(), length - done);
            buffer.put(bytes, offset + done, taken);
            done += taken;
            if (!buffer.hasRemaining()) {
                empty();
            }
        }
    }

    private void empty() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (channel) {
                empty();
            }
        }
    }
}
