package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.archive.ArchiveWriter.LargeObjectSink;
import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.archive.Place.InBlock;
import dev.belay.core.BelayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each block of a custom archive is that of its entry, whole, and there once. */
final class BlocksReaderTest {
    private static final ArchiveFormat PLAIN = ArchiveFormat.of(Layout.CUSTOM, Compression.NONE);
    private static final int ROWS = 11;
    private static final int OTHERS = 13;
    private static final int LARGE_OBJECTS = 22;
    private static final long FIRST = 16_500;
    private static final long SECOND = 4_000_000_000L;

    @TempDir
    Path scratch;

    private static TocEntry entry(Toc toc, int id) {
        return toc.byId().get(id);
    }

    private static InBlock block(Toc toc, int id) {
        return (InBlock) entry(toc, id).place();
    }

    private static void assertDamaged(Path archive, String message) {
        assertThatThrownBy(() -> Contents.of(archive))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theBlockOfAnotherEntryIsNotTaken() throws IOException {
        Path archive = SampleArchive.write(PLAIN, scratch.resolve("archive"));
        Toc toc = ArchiveReader.open(archive).toc();
        byte[] bytes = Files.readAllBytes(archive);
        ByteArrayOutputStream wrong = new ByteArrayOutputStream();
        TocWriter.write(
                toc.with(toc.entries().stream()
                        .map(entry -> entry.id() == ROWS
                                ? entry.toBuilder().place(block(toc, OTHERS)).build()
                                : entry)
                        .toList()),
                wrong);
        System.arraycopy(wrong.toByteArray(), 0, bytes, 0, wrong.size());
        Files.write(archive, bytes);

        assertDamaged(archive, "where TABLE DATA public.a (entry 11) should be there is something else");
    }

    @Test
    void aBlockOfAnotherKindIsNotTaken() throws IOException {
        for (int id : new int[] {ROWS, LARGE_OBJECTS}) {
            Path archive = SampleArchive.write(PLAIN, scratch.resolve("archive" + id));
            byte[] bytes = Files.readAllBytes(archive);
            int place = (int) block(ArchiveReader.open(archive).toc(), id).offset();
            bytes[place] = (byte) (BlocksReader.DATA + BlocksReader.LARGE_OBJECTS - bytes[place]);
            Files.write(archive, bytes);

            assertDamaged(archive, "(entry " + id + ") should be there is something else");
        }
    }

    /** Where no offsets are written, whoever looks for a block would take one or the other. */
    @Test
    void anEntryWithTwoBlocksIsDamage() throws IOException {
        Toc toc = SampleArchive.toc(PLAIN);
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        TocWriter.write(toc, contents);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        SampleArchive.write(CustomWriter.stream(archive, toc));
        byte[] once = archive.toByteArray();
        Path whole = Files.write(scratch.resolve("once"), once);
        archive.write(Arrays.copyOfRange(once, contents.size(), once.length));
        Path twice = Files.write(scratch.resolve("twice"), archive.toByteArray());

        assertThat(Contents.of(whole).data()).hasSize(4);
        assertDamaged(twice, "entry 11 has two blocks");
    }

    @Test
    void aLargeObjectThatIsThereTwiceIsDamage() throws IOException {
        assertDamaged(withLargeObjects(FIRST, FIRST, SECOND), "large object 16500 is there twice");
    }

    @Test
    void aLargeObjectThatIsMissingIsDamage() throws IOException {
        assertDamaged(withLargeObjects(FIRST), "lacks large object 4000000000");
    }

    @Test
    void aLargeObjectThatNothingCreatesIsDamage() throws IOException {
        assertDamaged(withLargeObjects(FIRST, SECOND, 7), "has large objects that no entry creates");
    }

    private Path withLargeObjects(long... oids) throws IOException {
        return written(PLAIN, SampleArchive.ROWS, oids);
    }

    private Path written(ArchiveFormat format, String rows, long... oids) throws IOException {
        Path archive = scratch.resolve("archive");
        try (ArchiveWriter writer = ArchiveWriter.custom(archive, SampleArchive.toc(format))) {
            for (TocEntry entry : writer.toc().entries()) {
                if (entry.holdsLargeObjects()) {
                    try (LargeObjectSink sink = writer.largeObjects(entry)) {
                        for (long oid : oids) {
                            sink.object(oid).close();
                        }
                    }
                } else if (entry.hasData()) {
                    try (OutputStream out = writer.data(entry)) {
                        out.write((entry.id() == ROWS ? rows : SampleArchive.INSERTS).getBytes(UTF_8));
                    }
                }
            }
            writer.finish();
        }
        return archive;
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LZ4"})
    void rowsWithoutTheirEndMarkAreNotWhole(Algorithm algorithm) throws IOException {
        ArchiveFormat format = ArchiveFormat.of(Layout.CUSTOM, Compression.of(algorithm));

        assertDamaged(written(format, "1\tone\n", FIRST, SECOND), "(entry 11) ends without its end mark");
    }

    /** Whoever wants only the first bytes of a large object gets the next one all the same. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LZ4"})
    void whatNobodyReadsOfALargeObjectIsPassed(Algorithm algorithm) throws IOException {
        ArchiveFormat format = ArchiveFormat.of(Layout.CUSTOM, Compression.of(algorithm));
        Path archive = SampleArchive.write(format, scratch.resolve("archive"));
        ArchiveReader reader = ArchiveReader.open(archive);
        List<Long> visited = new ArrayList<>();

        reader.largeObjects(entry(reader.toc(), LARGE_OBJECTS), (oid, in) -> {
            assertThat(in.read()).isEqualTo(oid == FIRST ? SampleArchive.OBJECT[0] & 0xFF : -1);
            visited.add(oid);
        });

        assertThat(visited).containsExactly(FIRST, SECOND);
    }
}
