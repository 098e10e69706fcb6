package dev.belay.backup.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** A byte source as a channel: a short way ahead is read over, so that a remote file is not asked for each header. */
final class SourceChannel implements SeekableByteChannel {
    private static final int NEAR = 1 << 16;

    private final ByteSource source;
    private @Nullable RawInput in;
    private long position;
    private boolean open = true;

    SourceChannel(ByteSource source) {
        this.source = source;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= source.size()) {
            return -1;
        }
        byte[] bytes = new byte[Math.min(target.remaining(), NEAR)];
        int read = at(position).read(bytes, 0, bytes.length);
        if (read > 0) {
            target.put(bytes, 0, read);
            position += read;
        }
        return read;
    }

    private RawInput at(long wanted) throws IOException {
        if (in != null && wanted >= in.position() && wanted - in.position() <= NEAR) {
            in.pass(wanted - in.position());
            return in;
        }
        if (in != null) {
            in.close();
        }
        in = source.read(source.name(), wanted, source.size());
        return in;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        if (in != null) {
            in.close();
        }
    }
}
