package dev.belay.backup.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/** A stream as a channel, which remembers its failure: what else goes wrong while it is decrypted is damage. */
final class InputChannel implements ReadableByteChannel {
    private final InputStream in;
    private boolean open = true;
    private @Nullable IOException failure;

    InputChannel(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        byte[] bytes = new byte[target.remaining()];
        try {
            int read = in.readNBytes(bytes, 0, bytes.length);
            target.put(bytes, 0, read);
            return read == 0 && bytes.length > 0 ? -1 : read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Ends with the failure of the stream itself, if that is what went wrong. */
    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        in.close();
    }
}
