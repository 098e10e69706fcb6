package dev.belay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.content.ContentHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
