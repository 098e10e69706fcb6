package dev.belay.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartSizesTest {
    @ParameterizedTest
    @CsvSource({"5, 1.8", "8, 2.4", "16, 2.9", "512, 4.8"})
    void anObjectMayHaveTebibytes(int megabytes, double tebibytes) {
        PartSizes sizes = new PartSizes(megabytes << 20);

        double all = IntStream.rangeClosed(1, PartSizes.MOST_PARTS)
                .mapToLong(sizes::size)
                .sum();

        assertThat(all / (1L << 40)).isGreaterThan(tebibytes);
    }

    @Test
    void partsNeverShrinkAndAlwaysFitIntoMemory() {
        PartSizes sizes = new PartSizes(5 << 20);

        assertThat(IntStream.rangeClosed(2, PartSizes.MOST_PARTS)
                        .filter(number -> sizes.size(number) < sizes.size(number - 1)))
                .isEmpty();
        assertThat(sizes.size(1000)).isEqualTo(5 << 20);
        assertThat(sizes.size(1001)).isEqualTo(10 << 20);
        assertThat(sizes.size(PartSizes.MOST_PARTS)).isEqualTo(PartSizes.LARGEST);
    }
}
