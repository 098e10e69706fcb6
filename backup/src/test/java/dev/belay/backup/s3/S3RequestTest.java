package dev.belay.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.Storages;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service is asked for, as it arrives there: not every one understands it, so here nobody needs to. */
final class S3RequestTest {
    private record Request(String method, String target, Map<String, String> headers, int keys) {
        /** Begins an object, in parts or not. */
        boolean begins() {
            return target.contains("?uploads") || (method.equals("PUT") && !target.contains("partNumber"));
        }
    }

    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    /** What is said to whoever asks for something with this in it, the first before the next. */
    private final Map<String, String> answers = new LinkedHashMap<>();

    private volatile Optional<String> refusal = Optional.empty();
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
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                sent.split("<Key>", -1).length - 1);
        requests.add(request);
        if (refusal.isPresent()) {
            refuse(exchange, refusal.get());
            return;
        }
        exchange.getResponseHeaders().add("ETag", "\"0123456789abcdef0123456789abcdef\"");
        boolean absent = request.method().equals("HEAD");
        byte[] body = body(request).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(absent ? 404 : 200, absent || body.length == 0 ? -1 : body.length);
        if (!absent) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static void refuse(HttpExchange exchange, String code) throws IOException {
        byte[] body =
                ("<Error><Code>" + code + "</Code><Message>no</Message></Error>").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code.equals("ExpiredToken") ? 400 : 403, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String body(Request request) {
        Optional<String> said = answers.entrySet().stream()
                .filter(answer -> request.target().contains(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (said.isPresent()) {
            return said.get();
        }
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

    /** No second attempt mends it, and no other place: it is the credentials. */
    @ParameterizedTest
    @CsvSource({"AccessDenied, lack a right", "ExpiredToken, log in again", "RequestTimeTooSkewed, the clock"})
    void whatTheServiceRefusesForTheCredentialsIsToldAsThat(String code, String hint) throws IOException {
        refusal = Optional.of(code);
        Map<String, String> options =
                Map.of("endpoint", "http://127.0.0.1:" + service.getAddress().getPort());
        try (Storage storage = Storages.open("s3://bucket/backups", options)) {
            List<ThrowingCallable> requested = List.of(
                    () -> storage.list(""),
                    () -> storage.put("shop/drill.json", new byte[1]),
                    () -> storage.read("shop/toc.dat", 0),
                    () -> storage.delete(List.of("shop/a", "shop/b")));

            assertThat(requested)
                    .allSatisfy(request -> assertThatThrownBy(request)
                            .hasMessageContaining(code)
                            .isInstanceOfSatisfying(BelayException.class, e -> {
                                assertThat(e.kind()).isEqualTo(Kind.USAGE);
                                assertThat(e.hint()).contains(hint);
                            }));
        }
    }

    /** What is left to tidy up cannot be tidied up either, which hides nothing. */
    @Test
    void aDraftThatMayNotBeWrittenIsRefusedForThat() throws IOException {
        Map<String, String> options =
                Map.of("endpoint", "http://127.0.0.1:" + service.getAddress().getPort(), "part-size", "5");
        try (Storage storage = Storages.open("s3://bucket/backups", options)) {
            Draft draft = storage.draft("shop/a");
            OutputStream out = draft.create("large.dat");
            refusal = Optional.of("AccessDenied");

            assertThatThrownBy(() -> {
                        out.write(new byte[11 << 20]);
                        out.close();
                    })
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE));
            assertThatThrownBy(draft::close).isInstanceOf(IOException.class);
        }
    }

    private static String listing(int from, int to, String next) {
        return "<ListBucketResult><IsTruncated>" + !next.isEmpty() + "</IsTruncated>"
                + IntStream.range(from, to)
                        .mapToObj(number -> "<Contents><Key>backups/shop/" + number + ".dat</Key><Size>1</Size>"
                                + "<LastModified>2026-01-01T00:00:00Z</LastModified></Contents>")
                        .collect(Collectors.joining())
                + "<NextContinuationToken>" + next + "</NextContinuationToken></ListBucketResult>";
    }

    /** Whoever answers need not know of parts of an object, and may send all of it. */
    @Test
    void whatIsReadFromAPlaceBeginsThereWhateverTheServiceSends() throws IOException {
        answers.put("/large.dat", "0123456789");

        try (Storage storage = Storages.open(
                "s3://bucket/backups",
                Map.of("endpoint", "http://127.0.0.1:" + service.getAddress().getPort()))) {
            try (InputStream whole = storage.read("shop/large.dat", 0);
                    InputStream rest = storage.read("shop/large.dat", 4);
                    InputStream nothing = storage.read("shop/large.dat", 10)) {
                assertThat(whole.readAllBytes()).asString().isEqualTo("0123456789");
                assertThat(rest.readAllBytes()).asString().isEqualTo("456789");
                assertThat(nothing.readAllBytes()).isEmpty();
            }
        }
    }

    @Test
    void aListOfSeveralPagesIsReadToItsEnd() throws IOException {
        answers.put("continuation-token=one", listing(1000, 2000, "two"));
        answers.put("continuation-token=two", listing(2000, 2500, ""));
        answers.put("list-type=2", listing(0, 1000, "one"));
        Map<String, String> options =
                Map.of("endpoint", "http://127.0.0.1:" + service.getAddress().getPort());
        try (Storage storage = Storages.open("s3://bucket/backups", options)) {
            List<StoredFile> files = storage.list("");

            assertThat(files).hasSize(2500).doesNotHaveDuplicates();
            assertThat(requests).hasSize(3);
        }
    }

    @Test
    void manyKeysAreDeletedInPortionsAfterTheFirst() throws IOException {
        answers.put("?delete", "<DeleteResult></DeleteResult>");
        List<String> files =
                IntStream.range(0, 2500).mapToObj(number -> number + ".dat").toList();
        Map<String, String> options =
                Map.of("endpoint", "http://127.0.0.1:" + service.getAddress().getPort());
        try (Storage storage = Storages.open("s3://bucket/backups", options)) {
            storage.delete(files);
        }

        assertThat(requests.get(0).target()).isEqualTo("/bucket/backups/0.dat");
        assertThat(requests.stream().map(Request::keys)).containsExactly(0, 1000, 1000, 499);
    }
}
