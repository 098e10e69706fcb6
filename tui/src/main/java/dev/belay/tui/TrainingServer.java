package dev.belay.tui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pretends to be a PostgreSQL server, so that {@link Training} uses the classes of a login and a query without one: it
 * asks for the password as a server does, and answers every query with a {@link TrainingAnswer}.
 */
final class TrainingServer implements AutoCloseable {
    static final String PASSWORD = "training";

    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;
    private static final int AUTHENTICATED = 0;
    private static final int PROTOCOL_3 = 3 << 16;
    private static final int TEXT = 25;
    private static final int TIMESTAMP = 1184;
    private static final int ROUNDS = 4096;

    private static final String SERVER_FIRST_TAIL = "training,s=" + base64(new byte[16]) + ",i=" + ROUNDS;

    private final ServerSocket socket;

    private TrainingServer(ServerSocket socket) {
        this.socket = socket;
    }

    static TrainingServer start() throws IOException {
        TrainingServer server = new TrainingServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        begin(server::serve, "belay-training-server");
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                begin(() -> talk(client), "belay-training-connection");
            } catch (IOException e) {
                // We have gone: there is nobody to tell.
            }
        }
    }

    /** A run has more than one connection at a time. */
    private static void begin(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void talk(Socket client) {
        try (client;
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()))) {
            new Talk(in, out).hold();
        } catch (IOException | GeneralSecurityException e) {
            // The client has gone: there is nobody to tell.
        }
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    /** One connection. */
    private static final class Talk {
        private final DataInputStream in;
        private final DataOutputStream out;
        private TrainingAnswer answer = TrainingAnswer.to("");
        private boolean inTransaction;

        Talk(DataInputStream in, DataOutputStream out) {
            this.in = in;
            this.out = out;
        }

        void hold() throws IOException, GeneralSecurityException {
            while (!begun()) {
                out.writeByte('N');
                out.flush();
            }
            authenticate();
            for (String setting : new String[] {
                "server_version\0" + "15.0",
                "client_encoding\0UTF8",
                "server_encoding\0UTF8",
                "DateStyle\0ISO, MDY",
                "integer_datetimes\0on",
                "standard_conforming_strings\0on",
                "TimeZone\0UTC",
                "IntervalStyle\0postgres"
            }) {
                send('S', text(setting));
            }
            send('K', new byte[] {0, 0, 0, Byte.parseByte(TrainingAnswer.PROCESS), 0, 0, 0, 0});
            ready();
            boolean open = true;
            while (open) {
                open = answer(in.readUnsignedByte(), in.readNBytes(in.readInt() - 4));
            }
        }

        /** Reads the first message; it may ask for encryption before it asks to begin. */
        private boolean begun() throws IOException {
            byte[] message = in.readNBytes(in.readInt() - 4);
            return ByteBuffer.wrap(message).getInt() == PROTOCOL_3;
        }

        private void authenticate() throws IOException, GeneralSecurityException {
            authentication(SASL, "SCRAM-SHA-256\0\0");
            String initial = password();
            String clientFirst = initial.substring(initial.indexOf("n="));
            String serverFirst = clientFirst.substring(clientFirst.indexOf("r=")) + SERVER_FIRST_TAIL;
            authentication(SASL_CONTINUE, serverFirst);
            String clientFinal = password();
            String signed =
                    clientFirst + "," + serverFirst + "," + clientFinal.substring(0, clientFinal.indexOf(",p="));
            authentication(SASL_FINAL, "v=" + base64(signature(signed)));
            authentication(AUTHENTICATED, "");
        }

        private static byte[] signature(String signed) throws GeneralSecurityException {
            PBEKeySpec spec = new PBEKeySpec(PASSWORD.toCharArray(), new byte[16], ROUNDS, 256);
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return hash(hash(salted, "Server Key"), signed);
        }

        private static byte[] hash(byte[] key, String message) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(UTF_8));
        }

        private String password() throws IOException {
            in.readByte();
            return new String(in.readNBytes(in.readInt() - 4), UTF_8);
        }

        private boolean answer(int kind, byte[] message) throws IOException {
            switch (kind) {
                case 'P' -> {
                    query(message, 1 + name(message));
                    send('1');
                }
                case 'B' -> send('2');
                case 'C' -> send('3');
                case 'D' -> describe(message[0]);
                case 'E' -> execute();
                case 'Q' -> {
                    query(message, 0);
                    if (answer.copy().isEmpty()) {
                        if (!answer.columns().isEmpty()) {
                            columns();
                        }
                        execute();
                    } else {
                        copy();
                    }
                    ready();
                }
                case 'S' -> ready();
                default -> {}
            }
            return kind != 'X';
        }

        private static int name(byte[] message) {
            int end = 0;
            while (message[end] != 0) {
                end++;
            }
            return end;
        }

        private void query(byte[] message, int from) {
            int end = from;
            while (message[end] != 0) {
                end++;
            }
            String text = new String(message, from, end - from, UTF_8);
            answer = TrainingAnswer.to(text);
            if (text.startsWith("BEGIN")) {
                inTransaction = true;
            } else if (text.matches("(?s)(COMMIT|ROLLBACK)\\b.*")) {
                inTransaction = false;
            }
        }

        private void describe(byte what) throws IOException {
            if (what == 'S') {
                send('t', new byte[2]);
            }
            if (answer.columns().isEmpty()) {
                send('n');
            } else {
                columns();
            }
        }

        private void columns() throws IOException {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            DataOutputStream column = new DataOutputStream(message);
            column.writeShort(answer.columns().size());
            for (String label : answer.columns().keySet()) {
                column.write(text(label));
                column.writeInt(0);
                column.writeShort(0);
                column.writeInt(label.equals("clock_timestamp") ? TIMESTAMP : TEXT);
                column.writeShort(-1);
                column.writeInt(-1);
                column.writeShort(0);
            }
            send('T', message.toByteArray());
        }

        private void execute() throws IOException {
            if (answer.rows() > 0) {
                ByteArrayOutputStream message = new ByteArrayOutputStream();
                DataOutputStream row = new DataOutputStream(message);
                row.writeShort(answer.columns().size());
                for (String value : answer.columns().values()) {
                    byte[] content = value.getBytes(UTF_8);
                    row.writeInt(content.length);
                    row.write(content);
                }
                send('D', message.toByteArray());
            }
            send('C', text(answer.tag()));
        }

        private void copy() throws IOException {
            int columns = answer.copy().get(0).split(",", -1).length;
            send(
                    'H',
                    ByteBuffer.allocate(3 + 2 * columns)
                            .putShort(1, (short) columns)
                            .array());
            for (String line : answer.copy()) {
                send('d', (line.replace('\u2424', '\n') + "\n").getBytes(UTF_8));
            }
            send('c');
            send('C', text("COPY " + (answer.copy().size() - 1)));
        }

        private void ready() throws IOException {
            send('Z', (byte) (inTransaction ? 'T' : 'I'));
            out.flush();
        }

        private void authentication(int step, String message) throws IOException {
            out.writeByte('R');
            byte[] content = message.getBytes(UTF_8);
            out.writeInt(content.length + 8);
            out.writeInt(step);
            out.write(content);
            out.flush();
        }

        private void send(char kind, byte... message) throws IOException {
            out.writeByte(kind);
            out.writeInt(message.length + 4);
            out.write(message);
        }

        private static byte[] text(String text) {
            return (text + "\0").getBytes(UTF_8);
        }
    }
}
