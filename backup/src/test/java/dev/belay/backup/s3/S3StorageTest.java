package dev.belay.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Leftover;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StorageContract;
import dev.belay.backup.storage.Storages;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3StorageTest extends StorageContract {
    private String place = "";

    @Override
    protected Storage empty() {
        place = "s3://" + S3Server.bucket() + "/daily backups/ü";
        return again();
    }

    @Override
    protected Storage again() {
        return Storages.open(place, S3Server.options());
    }

    @Test
    void seesOnlyWhatIsBelowItsPrefix() throws Exception {
        String bucket = S3Server.bucket();
        try (Storage whole = Storages.open("s3://" + bucket + "/", S3Server.options());
                Storage part = Storages.open("s3://" + bucket + "/part/", S3Server.options());
                Draft one = whole.draft("partly/a");
                Draft other = part.draft("b")) {
            one.commit("done", new byte[0]);
            other.commit("done", new byte[0]);

            assertThat(names(part, "")).containsExactly("b/done");
            assertThat(names(whole, "")).containsExactly("part/b/done", "partly/a/done");
            assertThat(whole.name()).isEqualTo("s3://" + bucket);
            assertThat(part.name()).isEqualTo("s3://" + bucket + "/part");
        }
    }

    @Test
    void showsUploadsThatWereNeverFinishedAndTakesThemAway() throws Exception {
        try (Storage storage = again()) {
            String bucket = place.substring(5, place.indexOf('/', 5));
            try (var client = Clients.open(S3Options.of(S3Server.options()))) {
                client.createMultipartUpload(request -> request.bucket(bucket).key("daily backups/ü/shop/a/0.dat"));
            }

            List<Leftover> leftovers = storage.leftovers();
            assertThat(leftovers).singleElement().satisfies(leftover -> {
                assertThat(leftover.name()).isEqualTo("shop/a/0.dat");
                assertThat(leftover.dead()).isFalse();
            });
            storage.discard(leftovers.get(0));
            storage.discard(leftovers.get(0));

            assertThat(storage.leftovers()).isEmpty();
        }
    }

    @Test
    void refusesTheSecondOfTwoMarkers() throws Exception {
        try (Storage storage = again();
                Draft one = storage.draft("shop/a");
                Draft other = storage.draft("shop/a")) {
            one.commit("done", new byte[] {1});

            assertThatThrownBy(() -> other.commit("done", new byte[] {2}))
                    .isInstanceOf(FileAlreadyExistsException.class);
            other.close();
            assertThat(storage.find("shop/a/done")).isPresent();
        }
    }

    @Test
    void saysWhatTheServiceSays() {
        Storage nowhere = Storages.open("s3://no-such-bucket", S3Server.options());
        Storage nobody = Storages.open("s3://bucket", Map.of("endpoint", "http://127.0.0.1:1", "timeout", "1"));

        assertThatThrownBy(() -> nowhere.list(""))
                .hasMessageContaining("cannot list s3://no-such-bucket/")
                .hasMessageContaining("404 NoSuchBucket")
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE));
        assertThatIOException().isThrownBy(() -> nobody.list("")).withMessageContaining("Connection refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3:///x", "s3://bucket/../x", "s3://bucket/a//b", "s3://bucket/.x"})
    void refusesPlacesThatAreNone(String wrong) {
        assertUsage(wrong, Map.of(), "is no place in S3");
    }

    @ParameterizedTest
    @CsvSource({
        "endpiont, x, there is no option endpiont",
        "endpoint, localhost:9000, endpoint is",
        "endpoint, http://a:b@host, endpoint is \"http://…@host\"",
        "path-style, yes, path-style is \"yes\"",
        "checksums, none, checksums is \"none\"",
        "encryption, aes, encryption is \"aes\"",
        "part-size, 4, part-size is \"4\"",
        "part-size, 8MB, part-size is \"8MB\"",
        "timeout, 0, timeout is \"0\"",
        "tags, team, tags are \"team\"",
    })
    void refusesOptionsThatAreNone(String name, String value, String message) {
        assertUsage("s3://bucket", Map.of(name, value), message);
    }

    private static void assertUsage(String place, Map<String, String> options, String message) {
        assertThatThrownBy(() -> Storages.open(place, options))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE))
                .hasMessageContaining(message);
    }
}
