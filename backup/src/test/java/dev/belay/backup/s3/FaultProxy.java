package dev.belay.backup.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between a client and the S3 server, byte for byte, and now and then lets something go wrong. */
public final class FaultProxy implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Function<String, Fault> faults;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    /** What goes wrong. */
    public enum Fault {
        NONE,
        ERROR,
        SLOW_DOWN,
        /** What servers before the service say that have lost the thread. */
        BAD_REQUEST,
        /** No answer until the client has gone. */
        STALL,
        /** Half an answer, and no more until the client has gone. */
        STALL_ANSWER,
        /** One bit of what is sent arrives as another one. */
        DAMAGE,
        /** The connection is reset in the middle of what is sent. */
        RESET_SENDING,
        /** The connection is reset in the middle of the answer. */
        RESET_ANSWER
    }

    /** @param faults what is to happen to a request, by its first line */
    public FaultProxy(Function<String, Fault> faults) throws IOException {
        this.faults = faults;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** One request for each connection. */
    private void serve(Socket client) {
        clients.add(client);
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            if (head.toLowerCase(Locale.ROOT).contains("\r\nexpect: 100-continue")) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            }
            Fault fault = faults.apply(head.substring(0, head.indexOf("\r\n")));
            int length = length(head);
            byte[] body = in.readNBytes(fault == Fault.RESET_SENDING ? length / 2 : length);
            switch (fault) {
                case NONE -> answer(client, relay(head, body), Integer.MAX_VALUE);
                case DAMAGE -> answer(client, relay(head, damaged(body)), Integer.MAX_VALUE);
                case ERROR -> error(client, "500 Internal Server Error", "InternalError");
                case SLOW_DOWN -> error(client, "503 Slow Down", "SlowDown");
                case BAD_REQUEST ->
                    answer(
                            client,
                            "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(ISO_8859_1),
                            Integer.MAX_VALUE);
                case STALL -> stall(in);
                case STALL_ANSWER -> {
                    byte[] answer = relay(head, body);
                    answer(client, answer, answer.length / 2);
                    stall(in);
                }
                case RESET_SENDING -> client.setSoLinger(true, 0);
                case RESET_ANSWER -> {
                    byte[] answer = relay(head, body);
                    answer(client, answer, answer.length / 2);
                    // What was sent is to arrive before the reset.
                    Thread.sleep(50);
                    client.setSoLinger(true, 0);
                }
            }
        } catch (IOException e) {
            // The client has gone: that is its right.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    /** Until whoever waits for the answer has given up, or nobody needs this proxy any more. */
    private static void stall(InputStream client) throws IOException {
        client.transferTo(OutputStream.nullOutputStream());
    }

    private static byte[] damaged(byte[] body) {
        body[body.length / 2] ^= 1;
        return body;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
            head.write(read);
            if (read == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }

    private static int length(String head) {
        Matcher length = LENGTH.matcher(head);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    private static byte[] relay(String head, byte[] body) throws IOException {
        URI server = URI.create(S3Server.endpoint());
        try (Socket backend = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = backend.getOutputStream();
            String closing = head.replaceAll("(?i)\r\n(connection|expect): [^\r]*", "")
                    .replaceFirst("\r\n", "\r\nConnection: close\r\n");
            out.write(closing.getBytes(ISO_8859_1));
            out.write(body);
            out.flush();
            return backend.getInputStream().readAllBytes();
        }
    }

    private static void answer(Socket client, byte[] answer, int most) throws IOException {
        client.getOutputStream().write(answer, 0, Math.min(most, answer.length));
        client.getOutputStream().flush();
    }

    private static void error(Socket client, String status, String code) throws IOException {
        String xml = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>on purpose</Message></Error>";
        answer(
                client,
                ("HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                                + xml.length() + "\r\n\r\n" + xml)
                        .getBytes(ISO_8859_1),
                Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
        threads.shutdownNow();
    }
}
