package dev.belay.core.db;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Lets the driver, which makes it by name, speak through ordinary sockets that read ahead. */
public final class TcpSocketFactory extends SocketFactory {
    @Override
    public Socket createSocket() {
        return new Reading();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    private static Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = new Reading();
        socket.connect(address);
        return socket;
    }

    private static Socket connected(InetSocketAddress address, InetSocketAddress local) throws IOException {
        Socket socket = new Reading();
        socket.bind(local);
        socket.connect(address);
        return socket;
    }

    /** Always the same stream: what came before TLS began must not be lost between two. */
    private static final class Reading extends Socket {
        private @Nullable InputStream input;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            InputStream raw = super.getInputStream();
            if (input == null) {
                input = new ReadAhead(raw);
            }
            return input;
        }
    }
}
