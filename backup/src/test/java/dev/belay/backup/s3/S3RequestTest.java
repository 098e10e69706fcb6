package dev.belay.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.Storages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service is asked for, as it arrives there: not every one understands it, so here nobody needs to. */
final class S3RequestTest {
    private record Request(String method, String target, Map<String, String> headers) {
        /** Begins an object, in parts or not. */
        boolean begins() {
            return target.contains("?uploads") || (method.equals("PUT") && !target.contains("partNumber"));
        }
    }

    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer service;

    @BeforeEach
    void aServiceThatOnlyListens() throws IOException {
        S3Server.options();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
    }

    @AfterEach
    void close() {
        service.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        Request request = new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers);
        requests.add(request);
        exchange.getResponseHeaders().add("ETag", "\"0123456789abcdef0123456789abcdef\"");
        boolean absent = request.method().equals("HEAD");
        byte[] body = body(request).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(absent ? 404 : 200, absent || body.length == 0 ? -1 : body.length);
        if (!absent) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static String body(Request request) {
        if (request.target().contains("?uploads")) {
            return "<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>";
        }
        if (request.method().equals("POST")) {
            return "<CompleteMultipartUploadResult><ETag>\"e\"</ETag></CompleteMultipartUploadResult>";
        }
        return request.method().equals("GET") ? "<ListBucketResult></ListBucketResult>" : "";
    }

    /** An object in parts, a small one, and the marker. */
    private List<Request> sent(Map<String, String> options) throws IOException {
        Map<String, String> all = new TreeMap<>(options);
        all.put("endpoint", "http://127.0.0.1:" + service.getAddress().getPort());
        all.put("part-size", "5");
        try (Storage storage = Storages.open("s3://bucket/backups", all);
                Draft draft = storage.draft("shop/a")) {
            try (OutputStream out = draft.create("large.dat")) {
                out.write(new byte[11 << 20]);
            }
            try (OutputStream out = draft.create("small.dat")) {
                out.write(1);
            }
            draft.commit("done", new byte[] {1});
        }
        return List.copyOf(requests);
    }

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    @Test
    void encryptionStorageClassAndTagsAreAskedForWithEachObject() throws IOException {
        List<Request> sent = sent(Map.of(
                "encryption", "aws:kms",
                "kms-key", "alias/backups",
                "storage-class", "STANDARD_IA",
                "tags", "team=shop,purpose=daily backup"));

        assertThat(sent.stream().filter(Request::begins)).hasSize(3).allSatisfy(request -> {
            assertThat(header(request, "x-amz-server-side-encryption")).contains("aws:kms");
            assertThat(header(request, "x-amz-server-side-encryption-aws-kms-key-id"))
                    .contains("alias/backups");
            assertThat(header(request, "x-amz-storage-class")).contains("STANDARD_IA");
            assertThat(header(request, "x-amz-tagging")).contains("team=shop&purpose=daily+backup");
        });
        assertThat(sent.stream().filter(request -> request.target().contains("partNumber")))
                .hasSize(3);
    }

    @Test
    void theServicesOwnKeysAreAskedForByName() throws IOException {
        assertThat(sent(Map.of("encryption", "AES256")).stream().filter(Request::begins))
                .hasSize(3)
                .allSatisfy(request -> assertThat(header(request, "x-amz-server-side-encryption"))
                        .contains("AES256"));
    }

    @Test
    void nothingIsAskedForThatNobodyWants() throws IOException {
        assertThat(sent(Map.of()))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.headers().keySet())
                        .doesNotContain("x-amz-server-side-encryption", "x-amz-storage-class", "x-amz-tagging"));
    }
}
