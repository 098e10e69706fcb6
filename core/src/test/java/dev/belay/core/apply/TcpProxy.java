package dev.belay.core.apply;

import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between a client and a server that breaks when a test wants it to. */
final class TcpProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final TestServer server;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private String lastWords = "";
    private int times;
    private boolean delivered;
    private boolean last;
    private volatile Runnable meanwhile = () -> {};
    private volatile boolean dead;

    private TcpProxy(ServerSocket listening, TestServer server) {
        this.listening = listening;
        this.server = server;
    }

    static TcpProxy before(TestServer server) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same database, by way of this network. */
    TestDatabase through(TestDatabase database) {
        TestServer here = TestServer.at(
                server.major(), "127.0.0.1", listening.getLocalPort(), database.user(), database.password());
        return new TestDatabase(here, database.name(), database.user(), database.password());
    }

    /** Cuts every connection there is; new ones are let through. */
    void cut() {
        links.forEach(Link::close);
        links.clear();
    }

    /** Cuts when a client says these words for the so manieth time; the server does not get them. */
    synchronized void cutBefore(String words, int time) {
        lastWords = words;
        times = time;
        delivered = false;
    }

    /** The same, but the server gets them, and only its answer is lost. */
    synchronized void cutAfter(String words, int time) {
        cutBefore(words, time);
        delivered = true;
    }

    /** The same, and this happens between the server's answer and the cut. */
    synchronized void cutAfter(String words, int time, Runnable accident) {
        cutAfter(words, time);
        meanwhile = accident;
    }

    /** Dies when a client says these words; the server does not get them. */
    synchronized void dieBefore(String words) {
        cutBefore(words, 1);
        last = true;
    }

    /** Whether a connection ends here. */
    private synchronized boolean lastWords(String said) {
        boolean ends = !lastWords.isEmpty() && said.contains(lastWords) && --times == 0;
        if (ends && last) {
            die();
        }
        return ends && !last;
    }

    /** From now on the answers of the server get lost, and nobody is told; new connections are let through. */
    void swallow() {
        links.forEach(link -> link.silent = true);
    }

    /** From now on nothing gets through, either way, and nobody is told. */
    void die() {
        dead = true;
        links.forEach(link -> link.silent = true);
    }

    private void accept() {
        try {
            while (true) {
                Link link = new Link(listening.accept(), new Socket(server.host(), server.port()));
                link.silent = dead;
                links.add(link);
                start(link::up);
                start(link::down);
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection, both ways. */
    private final class Link {
        private final Socket client;
        private final Socket backend;
        private volatile boolean silent;
        private volatile boolean doomed;

        private Link(Socket client, Socket backend) {
            this.client = client;
            this.backend = backend;
        }

        private void up() {
            pump(client, backend, true);
        }

        private void down() {
            pump(backend, client, false);
        }

        private void pump(Socket from, Socket to, boolean up) {
            byte[] buffer = new byte[65536];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (up ? ends(buffer, read) : doomed) {
                        meanwhile.run();
                        return;
                    }
                    if (up ? !dead : !silent) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                // cut
            } finally {
                close();
            }
        }

        /** Whether these are the words at which this connection ends, undelivered. */
        private boolean ends(byte[] buffer, int length) {
            if (!lastWords(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))) {
                return false;
            }
            doomed = true;
            return !delivered;
        }

        private void close() {
            try (client;
                    backend) {
                links.remove(this);
            } catch (IOException e) {
                // it was broken before
            }
        }
    }
}
