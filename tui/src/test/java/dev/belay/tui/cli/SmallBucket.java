package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** As much of S3 as commands need: objects that are put whole or in parts, read, listed and deleted. */
public final class SmallBucket implements AutoCloseable {
    private static final String PATH = "/bucket/";

    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Map<Integer, byte[]>> uploads = new ConcurrentSkipListMap<>();
    private final AtomicInteger parts = new AtomicInteger();
    private final HttpServer server;

    public SmallBucket() throws IOException {
        // Where the library looks for credentials that nobody gave it.
        System.setProperty("aws.accessKeyId", "id");
        System.setProperty("aws.secretAccessKey", "secret");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public String endpoint() {
        return "endpoint=http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Set<String> keys() {
        return Set.copyOf(objects.keySet());
    }

    /** The keys of objects whose parts nobody has put together, nor thrown away. */
    Set<String> uploads() {
        return Set.copyOf(uploads.keySet());
    }

    /** How many parts were ever sent. */
    int parts() {
        return parts.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = body(exchange);
            String path = exchange.getRequestURI().getPath();
            String key = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            if (query.contains("upload")) {
                upload(exchange, key, body);
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    objects.put(key, body);
                    exchange.getResponseHeaders().add("ETag", "\"0123456789abcdef0123456789abcdef\"");
                    exchange.sendResponseHeaders(200, -1);
                }
                case "DELETE" -> {
                    objects.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
                case "GET", "HEAD" -> read(exchange, key, query);
                default -> exchange.sendResponseHeaders(501, -1);
            }
        }
    }

    /** One upload per key at a time. */
    private void upload(HttpExchange exchange, String key, byte[] body) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                boolean begins = exchange.getRequestURI().getRawQuery().startsWith("uploads");
                if (begins) {
                    uploads.put(key, new ConcurrentSkipListMap<>());
                } else {
                    ByteArrayOutputStream whole = new ByteArrayOutputStream();
                    Objects.requireNonNull(uploads.remove(key)).values().forEach(whole::writeBytes);
                    objects.put(key, whole.toByteArray());
                }
                String root = begins ? "InitiateMultipartUploadResult" : "CompleteMultipartUploadResult";
                send(exchange, 200, ("<" + root + "><UploadId>id</UploadId></" + root + ">").getBytes(UTF_8));
            }
            case "PUT" -> {
                parts.incrementAndGet();
                String query = exchange.getRequestURI().getRawQuery();
                uploads.get(key).put(Integer.valueOf(query.replaceFirst(".*partNumber=([0-9]+).*", "$1")), body);
                exchange.getResponseHeaders().add("ETag", "\"0123456789abcdef0123456789abcdef\"");
                exchange.sendResponseHeaders(200, -1);
            }
            case "DELETE" -> {
                uploads.remove(key);
                exchange.sendResponseHeaders(204, -1);
            }
            default ->
                send(
                        exchange,
                        200,
                        uploads.keySet().stream()
                                .map(one -> "<Upload><Key>" + one + "</Key><UploadId>id</UploadId><Initiated>"
                                        + Instant.EPOCH + "</Initiated></Upload>")
                                .collect(Collectors.joining(
                                        "", "<ListMultipartUploadsResult>", "</ListMultipartUploadsResult>"))
                                .getBytes(UTF_8));
        }
    }

    /** Signed requests come in pieces, each behind its length and signature. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length") == null) {
            return sent;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(sent);
        for (int length = length(in); length > 0; length = length(in)) {
            content.write(in.readNBytes(length));
            in.skipNBytes(2);
        }
        return content.toByteArray();
    }

    private static int length(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return Integer.parseInt(line.toString(US_ASCII).strip().replaceFirst(";.*", ""), 16);
    }

    private void read(HttpExchange exchange, String key, String query) throws IOException {
        if (key.isEmpty()) {
            send(exchange, 200, list(query).getBytes(UTF_8));
        } else if (!objects.containsKey(key)) {
            send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(UTF_8));
        } else {
            exchange.getResponseHeaders().add("ETag", "\"0123456789abcdef0123456789abcdef\"");
            exchange.getResponseHeaders().add("Last-Modified", "Fri, 20 Nov 2026 12:00:00 GMT");
            byte[] object = objects.get(key);
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (range != null) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + (object.length - 1) + "/" + object.length);
            }
            send(exchange, range == null ? 200 : 206, Arrays.copyOfRange(object, from, object.length));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().add("Content-Length", Integer.toString(content.length));
        }
        exchange.sendResponseHeaders(status, head || content.length == 0 ? -1 : content.length);
        if (!head) {
            exchange.getResponseBody().write(content);
        }
    }

    private String list(String query) {
        Map<String, String> asked = Stream.of(query.split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part.length < 2 ? "" : decoded(part[1])));
        String prefix = asked.getOrDefault("prefix", "");
        return objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(prefix))
                .filter(object ->
                        !asked.containsKey("delimiter") || object.getKey().indexOf('/', prefix.length()) < 0)
                .map(object -> "<Contents><Key>" + object.getKey() + "</Key><Size>" + object.getValue().length
                        + "</Size><LastModified>" + Instant.EPOCH + "</LastModified></Contents>")
                .collect(Collectors.joining("", "<ListBucketResult>", "</ListBucketResult>"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
