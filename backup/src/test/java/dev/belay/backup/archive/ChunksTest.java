package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.archive.TocHeader.Widths;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the bytes of one block end: nothing of them is lost, and nothing of the next one is taken for them. */
final class ChunksTest {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final WireOutput wire = new WireOutput(file, Widths.USUAL, ISO_8859_1);

    private void pieces(String... pieces) throws IOException {
        for (String piece : pieces) {
            wire.writeText(piece);
        }
    }

    private RawInput raw() {
        return new RawInput("file", new ByteArrayInputStream(file.toByteArray()), 0, file.size());
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    @Test
    void piecesOfAnyLengthAreOneText() throws IOException {
        pieces("a", "bcd", "e", "", "f", "");
        RawInput raw = raw();

        assertThat(text(new Chunks(raw, Widths.USUAL))).isEqualTo("abcde");
        assertThat(text(new Chunks(raw, Widths.USUAL))).isEqualTo("f");
        assertThat(raw.atEnd()).isTrue();
    }

    @Test
    void byteByByteTheyAreTheSame() throws IOException {
        pieces("a", "bc", "", "d", "");
        Chunks chunks = new Chunks(raw(), Widths.USUAL);

        assertThat(new int[] {chunks.read(), chunks.read(), chunks.read(), chunks.read(), chunks.read()})
                .containsExactly('a', 'b', 'c', -1, -1);
    }

    @Test
    void whoGoesOverThemIsBehindTheEnd() throws IOException {
        pieces("a", "bc", "", "d", "");
        RawInput raw = raw();
        Chunks chunks = new Chunks(raw, Widths.USUAL);

        assertThat(chunks.read()).isEqualTo('a');
        chunks.pass();

        assertThat(text(new Chunks(raw, Widths.USUAL))).isEqualTo("d");
    }

    @Test
    void aLengthBelowZeroIsNoLength() throws IOException {
        pieces("a");
        wire.writeInt(-7);
        pieces("", "");

        assertDamaged("a piece has the length -7");
    }

    @Test
    void aPieceThatIsCutIsAnError() throws IOException {
        wire.writeInt(3);
        file.write('a');

        assertDamaged("ends in the middle");
    }

    @Test
    void piecesWithoutAnEndAreAnError() throws IOException {
        pieces("abc");

        assertDamaged("ends in the middle");
    }

    private void assertDamaged(String message) {
        for (Reading reading : Reading.values()) {
            assertThatThrownBy(() -> reading.of(new Chunks(raw(), Widths.USUAL)))
                    .as(reading.toString())
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTEGRITY))
                    .hasMessageEndingWith(message);
        }
    }

    private enum Reading {
        WHOLE,
        BYTE_BY_BYTE,
        PASSED;

        private void of(Chunks chunks) throws IOException {
            switch (this) {
                case WHOLE -> chunks.readAllBytes();
                case BYTE_BY_BYTE -> {
                    while (chunks.read() >= 0) {
                        // on to the end
                    }
                }
                case PASSED -> chunks.pass();
            }
        }
    }

    /** Whoever reads on behind a block begins where the next one does, whatever a decompressor left unread. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LZ4"})
    void behindABlockIsTheNextOne(Algorithm algorithm) throws IOException {
        TocHeader header = SampleArchive.toc(ArchiveFormat.of(Layout.CUSTOM, Compression.of(algorithm)))
                .header();
        for (String text : new String[] {"a", "ab".repeat(100_000)}) {
            file.reset();
            write(header, text);
            write(header, "next");
            RawInput raw = raw();

            assertThat(text(Chunks.open(raw, header, "first"))).isEqualTo(text);
            assertThat(text(Chunks.open(raw, header, "second"))).isEqualTo("next");
            assertThat(raw.atEnd()).isTrue();
        }
    }

    private void write(TocHeader header, String text) throws IOException {
        try (OutputStream out = Compressor.block(new ChunkOutput(file, wire), header.compression())) {
            out.write(text.getBytes(ISO_8859_1));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "LZ4"})
    void whatFollowsInTheBlockIsAnErrorAndNoData(Algorithm algorithm) throws IOException {
        TocHeader header = SampleArchive.toc(ArchiveFormat.of(Layout.CUSTOM, Compression.of(algorithm)))
                .header();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream out = Compressor.block(whole, header.compression())) {
            out.write('a');
        }
        String stream = whole.toString(ISO_8859_1);
        for (String[] pieces :
                new String[][] {{stream + "x", ""}, {stream, "x", ""}, {stream, "x".repeat(99_999), ""}}) {
            file.reset();
            pieces(pieces);

            assertThatThrownBy(() -> Chunks.open(raw(), header, "entry").readAllBytes())
                    .isInstanceOf(BelayException.class)
                    .hasMessageContaining("cannot be decompressed");
        }
    }

    /** pg_dump compresses a large object that is empty into nothing at all. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LZ4"})
    void ofNothingThereIsNothingToDecompress(Algorithm algorithm) throws IOException {
        TocHeader header = SampleArchive.toc(ArchiveFormat.of(Layout.CUSTOM, Compression.of(algorithm)))
                .header();
        pieces("");

        assertThat(text(Chunks.open(raw(), header, "entry"))).isEmpty();
    }

    @Test
    void whatIsWrittenEndsOnceHoweverOftenItIsClosed() throws IOException {
        ChunkOutput out = new ChunkOutput(file, wire);
        out.write("a".repeat(1 << 16).getBytes(ISO_8859_1));
        out.close();
        out.close();
        pieces("b", "");
        RawInput raw = raw();

        assertThat(text(new Chunks(raw, Widths.USUAL))).hasSize(1 << 16);
        assertThat(text(new Chunks(raw, Widths.USUAL))).isEqualTo("b");
    }
}
