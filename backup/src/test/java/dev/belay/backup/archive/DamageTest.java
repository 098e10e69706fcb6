package dev.belay.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.InMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing or wrong is an error with file and place, never less data; and what the formats cannot tell. */
final class DamageTest {
    private static final List<ArchiveFormat> FORMATS = List.of(
            ArchiveFormat.of(Layout.DIRECTORY, Compression.NONE),
            ArchiveFormat.of(Layout.DIRECTORY, Compression.of(Algorithm.GZIP)),
            ArchiveFormat.of(Layout.DIRECTORY, new Compression(Algorithm.ZSTD, 1)),
            new ArchiveFormat(Layout.DIRECTORY, FormatVersion.V1_16, Compression.of(Algorithm.ZSTD)),
            ArchiveFormat.of(Layout.CUSTOM, Compression.NONE),
            ArchiveFormat.of(Layout.CUSTOM, Compression.of(Algorithm.GZIP)),
            ArchiveFormat.of(Layout.CUSTOM, Compression.of(Algorithm.ZSTD)),
            new ArchiveFormat(Layout.CUSTOM, FormatVersion.V1_16, Compression.of(Algorithm.ZSTD)),
            ArchiveFormat.of(Layout.TAR, Compression.NONE));

    @TempDir(factory = InMemory.class)
    Path scratch;

    @Test
    void anArchiveThatIsCutAnywhereIsAnError() throws IOException {
        for (ArchiveFormat format : FORMATS) {
            Path archive = SampleArchive.write(format, scratch.resolve("cut-" + FORMATS.indexOf(format)));

            assertThat(cut(archive, 97)).as(format.toString()).isGreaterThan(100);
        }
    }

    @Test
    void aGoldenArchiveThatIsCutAnywhereIsAnError() throws IOException {
        for (Path golden : Golden.archives()) {
            Path copy = copy(golden);

            assertThat(cut(copy, 1000)).as(golden.toString()).isPositive();
        }
    }

    /** Cuts each file of an archive shorter and shorter, and tells how often. */
    private static int cut(Path archive, int step) throws IOException {
        int cuts = 0;
        for (Path file : files(archive)) {
            byte[] whole = Files.readAllBytes(file);
            for (int length = whole.length - 1; length >= 0; length -= cuts++ < 20 ? 1 : step) {
                truncate(file, length);
                if (!cannotTell(file)) {
                    assertIsDamaged(archive, file, "cut to " + length + " of " + whole.length);
                }
            }
            Files.write(file, whole);
        }
        return cuts;
    }

    /** A large object in a file of its own that is not compressed has no end mark. */
    private static boolean cannotTell(Path file) {
        return file.getFileName().toString().matches("blob_\\d+\\.dat");
    }

    @Test
    void aBitThatFlipsIsAnErrorOrChangesNothingWhereThereAreChecksums() throws IOException {
        for (ArchiveFormat format : FORMATS) {
            if (format.compression().algorithm() != Algorithm.NONE) {
                Path archive = SampleArchive.write(format, scratch.resolve("flip-" + FORMATS.indexOf(format)));

                int unseen = flip(archive, 31);

                assertThat(unseen).as(format.toString()).isZero();
            }
        }
    }

    @Test
    void aBitThatFlipsInAGoldenArchiveIsNeverAnotherKindOfError() throws IOException {
        for (Path golden : Golden.archives()) {
            if (golden.toString().matches(".*pg1[58].*")) {
                Path copy = copy(golden);

                int unseen = flip(copy, 501);

                assertThat(golden.toString().contains("gzip") ? unseen : 0)
                        .as(golden.toString())
                        .isZero();
            }
        }
    }

    /** Flips a bit here and there, and counts the damaged archives that were read as something else. */
    private static int flip(Path archive, int step) throws IOException {
        Contents expected = Contents.of(archive);
        int unseen = 0;
        for (Path file : files(archive)) {
            byte[] bytes = Files.readAllBytes(file);
            for (int place = 0; place < bytes.length; place += step) {
                int bit = 1 << (place / step % 8);
                put(file, place, bytes[place] ^ bit);
                Optional<Contents> contents = read(archive, file + ", byte " + place);
                unseen += contents.isPresent() && !same(contents.get(), expected) ? 1 : 0;
                put(file, place, bytes[place]);
            }
        }
        return unseen;
    }

    /** The same data, whatever the table of contents calls it: nothing guards its texts and numbers. */
    private static boolean same(Contents one, Contents other) {
        return List.copyOf(one.data().values()).equals(List.copyOf(other.data().values()));
    }

    private static Optional<Contents> read(Path archive, String what) throws IOException {
        try {
            return Optional.of(Contents.of(archive));
        } catch (BelayException e) {
            assertThat(e.kind()).as(what + ": " + e.getMessage()).isEqualTo(Kind.INTEGRITY);
            return Optional.empty();
        }
    }

    @Test
    void theErrorNamesFileEntryAndByte() throws IOException {
        Path archive = SampleArchive.write(
                ArchiveFormat.of(Layout.DIRECTORY, Compression.of(Algorithm.GZIP)), scratch.resolve("named"));
        truncate(archive.resolve("11.dat.gz"), 1000);

        assertThatThrownBy(() -> Contents.of(archive))
                .isInstanceOf(BelayException.class)
                .hasMessageStartingWith(archive.resolve("11.dat.gz")
                        + ", TABLE DATA public.a (entry 11), byte 1000: ends in the middle");
    }

    /** What it says besides, such as a time, nothing else would tell. */
    @Test
    void aBitThatFlipsInAHeaderOfATarIsAnError() throws IOException {
        Path archive = SampleArchive.write(ArchiveFormat.of(Layout.TAR, Compression.NONE), scratch.resolve("tar"));
        int time = 140;
        put(archive, time, Files.readAllBytes(archive)[time] ^ 1);

        assertThatThrownBy(() -> Contents.of(archive))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("a header of the tar has the wrong checksum");
    }

    @Test
    void aLargeObjectThatIsMissingIsAnError() throws IOException {
        for (FormatVersion version : List.of(FormatVersion.V1_14, FormatVersion.V1_16)) {
            Path archive = SampleArchive.write(
                    new ArchiveFormat(Layout.DIRECTORY, version, Compression.NONE), scratch.resolve("lo" + version));
            String list = version == FormatVersion.V1_14 ? "blobs.toc" : "blobs_22.toc";
            Files.writeString(archive.resolve(list), "16500 blob_16500.dat\n");

            assertThatThrownBy(() -> Contents.of(archive)).hasMessageContaining("lacks large object 4000000000");
        }
    }

    private static void assertIsDamaged(Path archive, Path file, String what) throws IOException {
        try {
            Contents.of(archive);
        } catch (BelayException e) {
            assertThat(e.kind()).as(file + " " + what + ": " + e.getMessage()).isEqualTo(Kind.INTEGRITY);
            return;
        }
        fail(file + " " + what + " was read as if it were whole");
    }

    private static List<Path> files(Path archive) throws IOException {
        try (Stream<Path> files = Files.walk(archive)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path copy(Path golden) throws IOException {
        return Golden.packedDirectory(golden)
                ? Golden.unpack(golden, scratch)
                : Files.copy(golden, scratch.resolve(golden.getFileName()));
    }

    private static void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private static void put(Path file, long place, int value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), place);
        }
    }
}
