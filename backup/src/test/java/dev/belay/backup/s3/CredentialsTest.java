package dev.belay.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.Storages;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who it is that asks. The environment of this JVM has credentials of its own. */
final class CredentialsTest {
    private static final String FILE = "aws.sharedCredentialsFile";
    private static final String CONFIG = "aws.configFile";

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private HttpServer service;

    @BeforeEach
    void aServiceThatListsNothing() throws IOException {
        S3Server.options();
        System.setProperty(FILE, folder.resolve("credentials").toString());
        System.setProperty(CONFIG, folder.resolve("config").toString());
        Files.writeString(folder.resolve("config"), "");
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void close() {
        service.stop(0);
        System.clearProperty(FILE);
        System.clearProperty(CONFIG);
    }

    private Storage storage(String profile) {
        String endpoint = "http://127.0.0.1:" + service.getAddress().getPort();
        return Storages.open("s3://bucket/backups", Map.of("endpoint", endpoint, "profile", profile));
    }

    @Test
    void aProfileThatIsNamedGoesBeforeWhatTheEnvironmentSays() throws IOException {
        Files.writeString(folder.resolve("credentials"), """
                [default]
                aws_access_key_id = DEFAULT
                aws_secret_access_key = x
                [backups]
                aws_access_key_id = BACKUPS
                aws_secret_access_key = y
                """);
        Files.writeString(folder.resolve("config"), "[profile backups]\nregion = eu-south-1\n");
        try (Storage storage = storage("backups")) {
            storage.list("");
        }

        String region = Optional.ofNullable(System.getenv("AWS_REGION")).orElse("eu-south-1");
        assertThat(asked)
                .singleElement()
                .asString()
                .contains("Credential=BACKUPS/")
                .contains("/" + region + "/s3/");
    }

    @Test
    void whereItHasNoneThatIsSaidAndNothingIsAsked() throws IOException {
        Files.writeString(
                folder.resolve("credentials"), "[other]\naws_access_key_id = A\naws_secret_access_key = hidden\n");
        try (Storage storage = storage("backups")) {
            List<ThrowingCallable> requests = List.of(
                    () -> storage.list(""),
                    () -> storage.put("shop/drill.json", new byte[1]),
                    () -> storage.read("shop/toc.dat", 0),
                    () -> storage.delete(List.of("shop/a")));

            assertThat(requests)
                    .allSatisfy(request -> assertThatThrownBy(request)
                            .hasMessageContaining("the profile \"backups\" has no credentials")
                            .hasMessageNotContaining("hidden")
                            .isInstanceOfSatisfying(BelayException.class, e -> {
                                assertThat(e.kind()).isEqualTo(Kind.USAGE);
                                assertThat(e.hint()).contains("--s3 profile=");
                            }));
        }
        assertThat(asked).isEmpty();
    }
}
