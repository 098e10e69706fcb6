package dev.belay.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** What stands between stored bytes and whoever reads what they hold. */
final class CheckedInputTest {
    /** Their hash is compared at their end: a decompressor that stops before that must not keep it from being seen. */
    @Test
    void theEndIsToldWhenTheStoredBytesHaveEnded() throws IOException {
        ByteArrayInputStream stored = new ByteArrayInputStream(new byte[100_000]);
        CheckedInput content = new CheckedInput(
                new CheckedInput.Source(stored, "file", () -> 0),
                "entry",
                bytes -> new ByteArrayInputStream(bytes.readNBytes(10)));

        assertThat(content.read(new byte[10], 0, 10)).isEqualTo(10);
        assertThat(stored.available()).isPositive();
        assertThat(content.read()).isEqualTo(-1);
        assertThat(stored.available()).isZero();
    }

    @Test
    void whatADecompressorStumblesOverIsDamageOfThatEntry() {
        CheckedInput content = new CheckedInput(
                new CheckedInput.Source(InputStream.nullInputStream(), "file", () -> 7), "entry", bytes -> {
                    throw new ArrayIndexOutOfBoundsException("none of yours");
                });

        assertThatThrownBy(content::read)
                .isInstanceOf(BelayException.class)
                .hasMessage("file, entry, byte 7: cannot be decompressed: none of yours");
    }
}
