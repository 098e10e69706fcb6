import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes as much of S3 as a backup needs, and costs next to nothing: it looks at no signature and no checksum and keeps only
 * small objects. So one sees what the sender costs, where a real service would not share the processors with it. Writes its
 * endpoint into a file.
 */
public final class Receiver {
    private static final int LARGEST_KEPT = 1 << 20;

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    public static void main(String[] arguments) throws IOException {
        Receiver receiver = new Receiver();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Files.writeString(Path.of(arguments[0]), "http://127.0.0.1:" + server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                new Thread(() -> receiver.serve(socket)).start();
            }
        }
    }

    private record Answer(int status, String headers, byte[] body) {
        static Answer of(int status, String body) {
            return new Answer(status, "Content-Type: application/xml\r\n", body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
                OutputStream out = socket.getOutputStream()) {
            for (Optional<String> line = line(in); line.isPresent(); line = line(in)) {
                String[] request = line.get().split(" ");
                long length = length(in, out);
                byte[] body = new byte[0];
                if (length <= LARGEST_KEPT) {
                    body = in.readNBytes((int) length);
                } else {
                    in.skipNBytes(length);
                }
                Answer answer = answer(request[0], URI.create(request[1]), body);
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.writeBytes(("HTTP/1.1 " + answer.status() + " told\r\nETag: \"0\"\r\n" + answer.headers()
                                + "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: " + answer.body().length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                if (!request[0].equals("HEAD")) {
                    all.writeBytes(answer.body());
                }
                all.writeTo(out);
            }
        } catch (IOException e) {
            System.err.println("a connection ended: " + e.getMessage());
        }
    }

    /** Reads the headers. */
    private static long length(InputStream in, OutputStream out) throws IOException {
        long length = 0;
        for (String header = line(in).orElse(""); !header.isEmpty(); header = line(in).orElse("")) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(lower.indexOf(':') + 1).strip());
            } else if (lower.startsWith("expect:")) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        return length;
    }

    /** Empty where the connection ends. */
    private static Optional<String> line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return Optional.empty();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return Optional.of(line.toString());
    }

    private Answer answer(String method, URI uri, byte[] body) {
        String key = uri.getPath();
        String query = Optional.ofNullable(uri.getQuery()).orElse("");
        boolean bucket = key.indexOf('/', 1) < 0 || key.endsWith("/");
        switch (method) {
            case "PUT" -> {
                if (!query.contains("uploadId=")) {
                    kept.put(key, body);
                }
                return Answer.of(200, "");
            }
            case "POST" -> {
                return Answer.of(
                        200,
                        query.contains("uploadId=")
                                ? "<CompleteMultipartUploadResult><ETag>\"0\"</ETag></CompleteMultipartUploadResult>"
                                : query.contains("uploads")
                                        ? "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>"
                                        : "<DeleteResult/>");
            }
            case "GET", "HEAD" -> {
                if (bucket) {
                    // Each round is to find the place empty.
                    String root = query.contains("uploads") ? "ListMultipartUploadsResult" : "ListBucketResult";
                    return Answer.of(200, "<" + root + "><IsTruncated>false</IsTruncated></" + root + ">");
                }
                byte[] found = kept.get(key);
                return found == null
                        ? Answer.of(404, "<Error><Code>NoSuchKey</Code></Error>")
                        : new Answer(200, "", found);
            }
            default -> {
                kept.remove(key);
                return new Answer(204, "", new byte[0]);
            }
        }
    }
}
