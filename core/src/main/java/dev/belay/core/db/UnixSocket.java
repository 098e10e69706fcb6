package dev.belay.core.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A Unix socket in the shape of a {@link Socket}: the JDK has channels for them only. Reads keep to the time-out. */
final class UnixSocket extends Socket {
    private final String file;
    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;
    private final InputStream input = new ReadAhead(new Input());
    private volatile int timeout;

    UnixSocket(String file) throws IOException {
        this.file = file;
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        readable = Selector.open();
        writable = Selector.open();
    }

    @Override
    public void connect(@Nullable SocketAddress ignored) throws IOException {
        connect(ignored, 0);
    }

    @Override
    public void connect(@Nullable SocketAddress ignored, int milliseconds) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(Path.of(file)));
        channel.configureBlocking(false);
        channel.register(readable, SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() {
        return new Output();
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public synchronized void setSoTimeout(int milliseconds) {
        timeout = milliseconds;
    }

    @Override
    public synchronized int getSoTimeout() {
        return timeout;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // There is no network to be gentle with.
    }

    @Override
    public void setKeepAlive(boolean on) {
        // The kernel knows when the other side is gone.
    }

    @Override
    public synchronized void setReceiveBufferSize(int size) {
        // The kernel's own is good.
    }

    @Override
    public synchronized void setSendBufferSize(int size) {
        // The kernel's own is good.
    }

    @Override
    public synchronized int getSendBufferSize() {
        return 8192;
    }

    @Override
    public synchronized int getReceiveBufferSize() {
        return 8192;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
        readable.close();
        writable.close();
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            int count = channel.read(buffer);
            while (count == 0 && length > 0) {
                int selected = readable.select(timeout);
                readable.selectedKeys().clear();
                if (!channel.isOpen()) {
                    throw new SocketException("socket closed");
                }
                count = channel.read(buffer);
                if (count == 0 && selected == 0 && timeout > 0) {
                    throw new SocketTimeoutException("no answer within " + timeout + " ms");
                }
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            UnixSocket.this.close();
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                if (channel.write(buffer) == 0) {
                    writable.select();
                    writable.selectedKeys().clear();
                }
            }
        }

        @Override
        public void close() throws IOException {
            UnixSocket.this.close();
        }
    }
}
