package dev.belay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.content.ContentHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of any size go through little memory; those that can be none, as a bomb of a few kilobytes may hold, are refused. */
final class RowScanTest {
    private static final long MOST = 1 << 20;

    /** What a decompressor may give for ever. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 1;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRowThatDoesNotEndIsRefused(boolean binary) {
        assertThatThrownBy(() -> RowScan.of(new Endless(), binary, MOST))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTEGRITY))
                .hasMessage("a row does not end after 1 MiB");
    }

    /** Those that end with a buffer, and those that begin with one, too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 65535, 65536, 65537, 131072, 500_001})
    void aRowThatComesInPiecesHasTheHashOfTheWholeRow(int length) throws IOException {
        byte[] row = new byte[length];
        new Random(length).nextBytes(row);
        for (int i = 0; i < length; i++) {
            row[i] = row[i] == '\n' ? (byte) 'n' : row[i];
        }
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        rows.writeBytes("first\n".getBytes(UTF_8));
        rows.writeBytes(row);
        rows.writeBytes("\nlast\n".getBytes(UTF_8));
        ContentHash expected = new ContentHash();
        expected.row("first".getBytes(UTF_8), 0, 5);
        expected.row(row, 0, length);
        expected.row("last".getBytes(UTF_8), 0, 4);

        ContentHash found = RowScan.of(new ByteArrayInputStream(rows.toByteArray()), false);

        assertThat(found).hasToString(expected.toString());
        assertThat(found.rows()).isEqualTo(3);
    }

    private static byte[] binary(byte[]... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[19]);
        for (byte[] value : values) {
            out.writeShort(2);
            out.writeInt(-1);
            out.writeInt(value.length);
            out.write(value);
        }
        out.writeShort(-1);
        return bytes.toByteArray();
    }

    private static ContentHash expected(byte[]... values) throws IOException {
        ContentHash hash = new ContentHash();
        int header = 19;
        byte[] all = binary(values);
        int from = header;
        for (byte[] value : values) {
            int length = 2 + 4 + 4 + value.length;
            hash.row(all, from, from + length);
            from += length;
        }
        return hash;
    }

    /** Wherever a piece ends that was read: within a length, a value, or a row. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 19, 21, 4096, 65535, 65536, 65537, 1 << 20})
    void binaryRowsAreTheSameHoweverTheyArrive(int piece) throws IOException {
        byte[][] values = {new byte[0], new byte[1], new byte[30], new byte[70_000], new byte[65_526], new byte[200_000]
        };
        Random random = new Random(piece);
        for (byte[] value : values) {
            random.nextBytes(value);
        }

        ContentHash found = RowScan.of(new Portions(binary(values), piece), true);

        assertThat(found).hasToString(expected(values).toString());
        assertThat(found.rows()).isEqualTo(values.length);
    }

    @Test
    void binaryRowsEndWhereTheyShould() throws IOException {
        byte[] whole = binary(new byte[40]);
        for (int length : new int[] {0, 18, 19, 20, 21, 24, 30, whole.length - 3, whole.length - 1}) {
            assertThatThrownBy(() -> RowScan.of(new Portions(Arrays.copyOf(whole, length), 7), true))
                    .as("%d bytes", length)
                    .isInstanceOf(EOFException.class);
        }
        assertThatThrownBy(() -> RowScan.of(new Portions(Arrays.copyOf(whole, whole.length + 1), 1 << 16), true))
                .hasMessage("something follows the last row");
        assertThatThrownBy(() -> RowScan.of(new Portions(Arrays.copyOf(whole, whole.length + 1), whole.length), true))
                .hasMessage("something follows the last row");
    }

    /** Gives no more than so many bytes at a time, and none one by one, which takes five times as long. */
    private static final class Portions extends InputStream {
        private final ByteArrayInputStream bytes;
        private final int most;

        Portions(byte[] bytes, int most) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one byte at a time");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, Math.min(length, most));
        }
    }

    @Test
    void aRowWithoutItsEndIsNone() {
        byte[] rows = "x".repeat(1 << 17).getBytes(UTF_8);

        assertThatThrownBy(() -> RowScan.of(new ByteArrayInputStream(rows), false))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void aRowThatJustFitsIsOne() throws IOException {
        byte[] rows = ("x".repeat((int) MOST) + "\ny\n").getBytes(UTF_8);

        assertThat(RowScan.of(new ByteArrayInputStream(rows), false, MOST))
                .hasToString(RowScan.of(new ByteArrayInputStream(rows), false).toString());
        assertThat(RowScan.of(new ByteArrayInputStream(rows), false, MOST).rows())
                .isEqualTo(2);
    }
}
