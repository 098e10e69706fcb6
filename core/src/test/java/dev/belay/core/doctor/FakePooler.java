package dev.belay.core.doctor;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands before a server and tells each client a process number of its own, as poolers do. */
final class FakePooler implements AutoCloseable {
    private final ServerSocket front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;

    FakePooler(int serverPort) throws IOException {
        this.serverPort = serverPort;
        start(this::accept);
    }

    int port() {
        return front.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One of the two sides has closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = front.accept();
            Socket server = new Socket("localhost", serverPort);
            start(() -> copy(client.getInputStream(), server.getOutputStream()));
            start(() -> {
                renumber(new DataInputStream(server.getInputStream()), new DataOutputStream(client.getOutputStream()));
                copy(server.getInputStream(), client.getOutputStream());
            });
        }
    }

    /** Passes messages on up to the one with the process number, and changes that. */
    private static void renumber(DataInputStream in, DataOutputStream out) throws IOException {
        byte type;
        do {
            type = in.readByte();
            int length = in.readInt();
            byte[] body = in.readNBytes(length - 4);
            if (type == 'K') {
                body[3] ^= 1;
            }
            out.writeByte(type);
            out.writeInt(length);
            out.write(body);
            out.flush();
        } while (type != 'K');
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] bytes = new byte[8192];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            out.write(bytes, 0, count);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
    }
}
