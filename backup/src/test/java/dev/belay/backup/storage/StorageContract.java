package dev.belay.backup.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage promises. */
public abstract class StorageContract {
    private static final String MARKER = "done.sha256";

    private Storage storage;

    /** A new, empty one. */
    protected abstract Storage empty() throws Exception;

    /** The same place, as another process would open it. */
    protected abstract Storage again() throws Exception;

    @BeforeEach
    void openStorage() throws Exception {
        storage = empty();
    }

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    @Test
    void isEmptyAtFirst() throws IOException {
        assertThat(storage.list("")).isEmpty();
        assertThat(storage.list("shop")).isEmpty();
        assertThat(storage.find("shop/a/toc.dat")).isEmpty();
        assertThat(storage.leftovers()).isEmpty();
    }

    @Test
    void keepsWhatWasCommitted() throws Exception {
        commit("shop/a", "toc.dat", "contents");

        try (Storage other = again()) {
            assertThat(names(other, "")).containsExactly("shop/a/" + MARKER, "shop/a/toc.dat");
            assertThat(text(other, "shop/a/toc.dat", 0)).isEqualTo("contents");
            assertThat(text(other, "shop/a/" + MARKER, 0)).isEqualTo("marked");
        }
    }

    @Test
    void takesASmallFileIntoAFolderThatIsThereAndReplacesIt() throws Exception {
        commit("shop/a", "toc.dat", "contents");

        storage.put("shop/a/drill.json", "one".getBytes(UTF_8));
        storage.put("shop/a/drill.json", "another".getBytes(UTF_8));

        assertThat(storage.list("shop/a")).hasSize(3);
        try (InputStream in = storage.read("shop/a/drill.json", 0)) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("another");
        }
    }

    @Test
    void listsWhatLiesInAFolderItselfWhereThatIsEnough() throws Exception {
        commit("shop/a", "toc.dat", "contents");
        storage.put("shop.dump", new byte[1]);
        storage.put("shop/a/drill.json", new byte[2]);

        assertThat(storage.files("").stream().map(StoredFile::name)).containsExactly("shop.dump");
        assertThat(storage.files("shop")).isEmpty();
        assertThat(storage.files("shop/a")).isEqualTo(storage.list("shop/a")).hasSize(3);
        assertThat(storage.files("nowhere")).isEmpty();
    }

    @Test
    void tellsSizeAndTime() throws Exception {
        Instant before = Instant.now();
        commit("shop/a", "toc.dat", "contents");

        StoredFile file = storage.find("shop/a/toc.dat").orElseThrow();
        assertThat(file.name()).isEqualTo("shop/a/toc.dat");
        assertThat(file.size()).isEqualTo(8);
        assertThat(Duration.between(before, file.modified()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(storage.list("shop/a")).contains(file);
    }

    @Test
    void listsFoldersAndNotThoseThatBeginAlike() throws Exception {
        commit("shop/a", "toc.dat", "1");
        commit("shop/ab", "toc.dat", "2");
        commit("shopping/a", "toc.dat", "3");

        assertThat(names(storage, "shop/a")).containsExactly("shop/a/" + MARKER, "shop/a/toc.dat");
        assertThat(names(storage, "shop")).hasSize(4).isSorted();
        assertThat(names(storage, "sho")).isEmpty();
    }

    @Test
    void listsMoreFilesThanOnePageHolds() throws Exception {
        try (Draft draft = storage.draft("shop/a")) {
            IntStream.range(0, 1050).parallel().forEach(i -> empty(draft, i + ".dat"));
            draft.commit(MARKER, new byte[0]);
        }

        assertThat(storage.list("shop/a")).hasSize(1051);
        storage.delete(names(storage, ""));
        assertThat(storage.list("")).isEmpty();
    }

    @Test
    void readsFromAnyPlace() throws Exception {
        commit("shop/a", "toc.dat", "contents");

        assertThat(storage.find("shop/a/toc.dat/deeper")).isEmpty();
        assertThat(text(storage, "shop/a/toc.dat", 3)).isEqualTo("tents");
        assertThat(text(storage, "shop/a/toc.dat", 8)).isEmpty();
        assertThat(text(storage, "shop/a/toc.dat", 99)).isEmpty();
    }

    @Test
    void holdsEmptyFilesAndOddNames() throws Exception {
        commit("größe & co 100%/a+b c", "ä=1&2 #x?.dat", "");

        String name = "größe & co 100%/a+b c/ä=1&2 #x?.dat";
        assertThat(names(storage, "größe & co 100%")).contains(name);
        assertThat(storage.find(name).orElseThrow().size()).isZero();
        assertThat(text(storage, name, 0)).isEmpty();
    }

    @Test
    void holdsLargeFilesWrittenBySeveralThreads() throws Exception {
        List<byte[]> contents =
                IntStream.range(0, 4).mapToObj(StorageContract::random).toList();

        try (Draft draft = storage.draft("shop/a")) {
            ForkJoinPool.commonPool()
                    .invokeAll(IntStream.range(0, 4)
                            .mapToObj(i -> (Callable<Void>) () -> {
                                write(draft, i + ".dat", contents.get(i));
                                return null;
                            })
                            .toList())
                    .forEach(StorageContract::join);
            draft.commit(MARKER, new byte[0]);
        }

        for (int i = 0; i < 4; i++) {
            try (InputStream in = storage.read("shop/a/" + i + ".dat", 0)) {
                assertThat(in.readAllBytes()).isEqualTo(contents.get(i));
            }
        }
    }

    @Test
    void leavesNothingOfADraftThatIsNotCommitted() throws Exception {
        try (Draft draft = storage.draft("shop/a")) {
            write(draft, "small.dat", new byte[10]);
            write(draft, "large.dat", random(1));
            OutputStream open = draft.create("open.dat");
            open.write(random(2));
        }

        assertThat(storage.list("")).isEmpty();
        assertThat(storage.leftovers()).isEmpty();
        commit("shop/a", "toc.dat", "a second try");
        assertThat(names(storage, "")).hasSize(2);
    }

    @Test
    void takesNoFileForWholeThatIsStillOpen() throws Exception {
        try (Draft draft = storage.draft("shop/a");
                OutputStream open = draft.create("open.dat")) {
            open.write(1);

            assertThatThrownBy(() -> draft.commit(MARKER, new byte[0])).isInstanceOf(IllegalStateException.class);
        }
        assertThat(storage.list("")).isEmpty();
    }

    @Test
    void refusesAFolderThatIsThere() throws Exception {
        commit("shop/a", "toc.dat", "first");

        assertThatThrownBy(() -> storage.draft("shop/a")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(text(storage, "shop/a/toc.dat", 0)).isEqualTo("first");
    }

    @Test
    void deletesInOrderAndTwiceIsNoError() throws Exception {
        commit("shop/a", "toc.dat", "1");
        commit("shop/b", "toc.dat", "2");

        storage.delete(List.of("shop/a/" + MARKER, "shop/a/toc.dat", "shop/a/never.dat"));
        storage.delete(List.of("shop/a/" + MARKER));

        assertThat(names(storage, "")).containsExactly("shop/b/" + MARKER, "shop/b/toc.dat");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> storage.read("shop/a/toc.dat", 0).readAllBytes())
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("shop/a/toc.dat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../x",
                "a/../../x",
                "/etc/passwd",
                "a//b",
                "a/",
                "./a",
                ".hidden/x",
                "a\\b",
                "a\nb",
                "a\0b",
                "",
            })
    void takesNoNameThatLeadsElsewhere(String name) {
        assertThatIOException().isThrownBy(() -> storage.read(name, 0).close()).withMessageContaining("no name");
        assertThatIOException().isThrownBy(() -> storage.find(name)).withMessageContaining("no name");
        assertThatIOException().isThrownBy(() -> storage.draft(name)).withMessageContaining("no name");
        assertThatIOException().isThrownBy(() -> storage.delete(List.of(name))).withMessageContaining("no name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", ".lock", ""})
    void takesNoNameInADraftThatLeadsElsewhere(String name) throws Exception {
        try (Draft draft = storage.draft("shop/a")) {
            assertThatIOException().isThrownBy(() -> draft.create(name)).withMessageContaining("no name");
        }
    }

    private void commit(String folder, String file, String content) throws IOException {
        try (Draft draft = storage.draft(folder)) {
            write(draft, file, content.getBytes(UTF_8));
            draft.commit(MARKER, "marked".getBytes(UTF_8));
        }
    }

    protected static void write(Draft draft, String name, byte[] content) throws IOException {
        try (OutputStream out = draft.create(name)) {
            out.write(content);
        }
    }

    /** Several parts of an upload. */
    protected static byte[] random(int seed) {
        byte[] bytes = new byte[13_000_000 + seed];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void empty(Draft draft, String name) {
        try {
            draft.create(name).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Future<Void> task) {
        try {
            task.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    protected static List<String> names(Storage storage, String folder) throws IOException {
        return storage.list(folder).stream().map(StoredFile::name).toList();
    }

    protected static String text(Storage storage, String name, long from) throws IOException {
        try (InputStream in = storage.read(name, from)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
