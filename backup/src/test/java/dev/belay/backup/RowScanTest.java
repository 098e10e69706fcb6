package dev.belay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are larger than memory, as a bomb of a few kilobytes may hold, are refused before they fill it. */
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
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BACKUP))
                .hasMessage("a row does not end after 1 MiB, and there is no memory for more");
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
