package dev.belay.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive is read from a storage as it is from a path, and decrypted on its way. */
final class StoredArchiveTest {
    private static final List<ArchiveFormat> FORMATS = List.of(
            ArchiveFormat.of(Layout.DIRECTORY, new Compression(Algorithm.ZSTD, 1)),
            new ArchiveFormat(Layout.DIRECTORY, FormatVersion.V1_16, Compression.of(Algorithm.GZIP)),
            ArchiveFormat.of(Layout.CUSTOM, Compression.of(Algorithm.GZIP)),
            ArchiveFormat.of(Layout.TAR, Compression.NONE));

    @TempDir
    Path scratch;

    private Storage storage;

    @BeforeEach
    void openStorage() throws IOException {
        storage = new LocalStorage(scratch);
    }

    @Test
    void readsTheSameFromAStorageAsFromAPath() throws IOException {
        for (ArchiveFormat format : FORMATS) {
            String name = "archive-" + FORMATS.indexOf(format);
            Path path = SampleArchive.write(format, scratch.resolve(name));

            ArchiveReader stored = ArchiveReader.open(storage, name, Decryption.NONE);

            assertThat(Contents.of(stored)).as(format.toString()).isEqualTo(Contents.of(ArchiveReader.open(path)));
        }
    }

    @Test
    void readsGoldenTarsAndCustomArchives() throws IOException {
        for (Path golden : Golden.archives()) {
            if (!Golden.packedDirectory(golden) && golden.toString().contains("pg1")) {
                Path copy = Files.copy(golden, scratch.resolve(golden.getFileName()));

                ArchiveReader stored =
                        ArchiveReader.open(storage, copy.getFileName().toString(), Decryption.NONE);

                assertThat(Contents.of(stored)).as(golden.toString()).isEqualTo(Contents.of(golden));
            }
        }
    }

    @Test
    void decryptsWhatIsEncryptedAsItIsRead() throws IOException {
        Path path = SampleArchive.write(FORMATS.get(0), scratch.resolve("secret"));
        Contents expected = Contents.of(path);
        veil(path);

        Contents read = Contents.of(ArchiveReader.open(storage, "secret", (in, name) -> unveiled(in)));

        assertThat(read).isEqualTo(expected);
        assertThatThrownBy(() -> ArchiveReader.open(storage, "secret", Decryption.NONE))
                .isInstanceOfSatisfying(BelayException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.USAGE);
                    assertThat(e).hasMessageContaining("toc.dat.age is encrypted");
                    assertThat(e.hint()).contains("--identity");
                });
    }

    @Test
    void aFileThatIsThereTwiceIsDamage() throws IOException {
        Path path = SampleArchive.write(FORMATS.get(0), scratch.resolve("twice"));
        Files.copy(path.resolve("toc.dat"), path.resolve("toc.dat.age"));

        assertThatThrownBy(() -> ArchiveReader.open(storage, "twice", (in, name) -> in))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTEGRITY))
                .hasMessageContaining("encrypted and not encrypted");
    }

    @Test
    void saysWhatCannotBeRead() throws IOException {
        Files.writeString(scratch.resolve("one.age"), "age-encryption.org/v1\n");
        Files.writeString(scratch.resolve("text"), "text");

        assertThatThrownBy(() -> ArchiveReader.open(storage, "never", Decryption.NONE))
                .hasMessageContaining("there is no archive " + scratch.toRealPath() + "/never");
        assertThatThrownBy(() -> ArchiveReader.open(storage, "one.age", Decryption.NONE))
                .hasMessageContaining("one encrypted file");
        assertThatThrownBy(() -> ArchiveReader.open(storage, "text", Decryption.NONE))
                .hasMessageContaining("is no archive");
    }

    /** Stands for encryption: each byte is another one. */
    private static void veil(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] ^= 0x55;
                }
                Files.write(file.resolveSibling(file.getFileName() + ".age"), bytes);
                Files.delete(file);
            }
        }
    }

    private static InputStream unveiled(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                return read < 0 ? read : read ^ 0x55;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                for (int i = offset; i < offset + read; i++) {
                    bytes[i] ^= 0x55;
                }
                return read;
            }
        };
    }
}
