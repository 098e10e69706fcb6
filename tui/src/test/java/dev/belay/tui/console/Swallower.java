package dev.belay.tui.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server on which, from some moment on, every packet is lost; connections stay open, and nobody is told. */
public final class Swallower implements AutoCloseable {
    private volatile ServerSocket door;
    private final String host;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean swallowing;

    public Swallower(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ServerSocket open = door;
        start(() -> accept(open));
    }

    public int port() {
        return door.getLocalPort();
    }

    public void swallow(boolean wanted) {
        swallowing = wanted;
    }

    /** As a server that ends: every connection is lost, and none is taken. */
    public void die() throws IOException {
        close();
        sockets.clear();
    }

    /** As a server that starts again where it was. */
    public void comeBack() throws IOException {
        int number = door.getLocalPort();
        door = new ServerSocket(number, 50, InetAddress.getLoopbackAddress());
        ServerSocket again = door;
        start(() -> accept(again));
    }

    private void accept(ServerSocket open) throws IOException {
        while (true) {
            Socket client = open.accept();
            sockets.add(client);
            Socket server = new Socket(host, port);
            sockets.add(server);
            start(() -> pump(client, server));
            start(() -> pump(server, client));
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] bytes = new byte[8192];
        int length = in.read(bytes);
        while (length >= 0) {
            if (!swallowing) {
                out.write(bytes, 0, length);
            }
            length = in.read(bytes);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The other end, or the test, has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
