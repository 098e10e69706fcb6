package dev.belay.backup.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalStorageTest extends StorageContract {
    @TempDir
    Path folder;

    @Override
    protected Storage empty() {
        return again();
    }

    @Override
    protected Storage again() {
        return Storages.open(folder.resolve("backups").toString(), Map.of());
    }

    @Test
    void keepsEverythingFromOthers() throws Exception {
        Storage storage = again();
        try (Draft draft = storage.draft("shop/a")) {
            write(draft, "toc.dat", new byte[10]);
            assertThat(modes()).allMatch(mode -> mode.equals("rwx------") || mode.equals("rw-------"));
            draft.commit("done", new byte[0]);
        }

        assertThat(modes()).containsOnly("rwx------", "rw-------").hasSize(5);
    }

    @Test
    void showsADraftToNobodyBeforeItIsCommitted() throws Exception {
        Storage storage = again();

        try (Draft draft = storage.draft("shop/a")) {
            write(draft, "toc.dat", new byte[10]);

            assertThat(storage.list("")).isEmpty();
            assertThat(folder.resolve("backups/shop/a")).doesNotExist();
            assertThat(storage.leftovers()).singleElement().satisfies(leftover -> {
                assertThat(leftover.name()).isEqualTo("shop/.a.draft");
                assertThat(leftover.dead()).isFalse();
            });
            assertThatThrownBy(() -> storage.draft("shop/a")).isInstanceOf(FileAlreadyExistsException.class);
            draft.commit("done", new byte[0]);
        }
        assertThat(folder.resolve("backups/shop")).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void leavesADraftAloneThatSomebodyWorksOn() throws Exception {
        Storage storage = again();

        try (Draft draft = storage.draft("shop/a")) {
            for (Leftover leftover : again().leftovers()) {
                again().discard(leftover);
            }
            write(draft, "toc.dat", new byte[10]);
            draft.commit("done", new byte[0]);
        }

        assertThat(storage.list("shop/a")).hasSize(2);
    }

    @Test
    void takesAwayWhatAKilledProcessLeft() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.resolve("backups").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Storage storage = again()) {
            assertThat(writer.getInputStream().read()).isEqualTo('!');
            assertThat(storage.leftovers()).extracting(Leftover::dead).containsExactly(false);
            storage.discard(storage.leftovers().get(0));

            writer.destroyForcibly().waitFor();

            assertThat(storage.list("")).isEmpty();
            assertThat(storage.leftovers()).extracting(Leftover::dead).containsExactly(true);
            storage.discard(storage.leftovers().get(0));
            assertThat(storage.leftovers()).isEmpty();
            assertThat(folder.resolve("backups/shop")).isEmptyDirectory();
        } finally {
            writer.destroyForcibly();
        }
    }

    /** Begins a draft and never ends it. */
    static final class Writer {
        public static void main(String[] args) throws Exception {
            Draft draft = new LocalStorage(Path.of(args[0])).draft("shop/a");
            write(draft, "0.dat", new byte[10]);
            System.out.print('!');
            System.out.flush();
            Thread.sleep(60_000);
        }
    }

    @Test
    void followsNoLinks() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.dat"), "secret");
        Path shop = Files.createDirectories(folder.resolve("backups/shop"));
        Files.createSymbolicLink(shop.resolve("link"), outside);
        Files.createSymbolicLink(shop.resolve("file.dat"), outside.resolve("secret.dat"));
        Files.createSymbolicLink(shop.resolve(".a.draft"), outside);
        Storage storage = again();

        assertThat(storage.list("")).isEmpty();
        assertThat(storage.find("shop/file.dat")).isEmpty();
        assertThatIOException().isThrownBy(() -> storage.read("shop/file.dat", 0));
        assertThatIOException()
                .isThrownBy(() -> storage.read("shop/link/secret.dat", 0))
                .withMessageContaining("link");
        assertThatIOException()
                .isThrownBy(() -> storage.list("shop/link/deeper"))
                .withMessageContaining("link");
        assertThatIOException().isThrownBy(() -> storage.draft("shop/link/new")).withMessageContaining("link");
        assertThatIOException().isThrownBy(() -> storage.delete(List.of("shop/link/secret.dat")));
        for (Leftover leftover : storage.leftovers()) {
            storage.discard(leftover);
        }
        assertThat(outside.resolve("secret.dat")).hasContent("secret");
    }

    @Test
    void mayItselfBeALink() throws Exception {
        Files.createDirectory(folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("backups"), folder.resolve("disk"));

        try (Storage storage = again();
                Draft draft = storage.draft("shop/a")) {
            draft.commit("done", new byte[0]);
            assertThat(storage.list("")).hasSize(1);
        }
    }

    @Test
    void failsForGoodOnceAWriteHasFailed() throws Exception {
        try (Draft draft = again().draft("shop/a")) {
            OutputStream out = draft.create("0.dat");
            Thread.currentThread().interrupt();
            assertThatIOException().isThrownBy(() -> out.write(new byte[1 << 20]));
            assertThat(Thread.interrupted()).isTrue();

            assertThatIOException().isThrownBy(out::close);
            assertThatThrownBy(() -> draft.commit("done", new byte[0])).isInstanceOf(IllegalStateException.class);
        }
        assertThat(again().list("")).isEmpty();
    }

    @Test
    void refusesPlacesThatAreNone() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Storages.open(file.toString(), Map.of()))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("is no folder");
        assertThatThrownBy(() -> Storages.open("ftp://host/x", Map.of())).hasMessageContaining("ftp://");
        assertThatThrownBy(() -> Storages.open(" ", Map.of())).hasMessageContaining("empty");
        assertThatThrownBy(() -> Storages.open("/x", Map.of("region", "x"))).hasMessageContaining("takes no region");
    }

    private List<String> modes() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            return all.map(LocalStorageTest::mode).toList();
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
