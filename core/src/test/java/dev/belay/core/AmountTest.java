package dev.belay.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AmountTest {
    @Test
    void oneIsNotSeveral() {
        assertThat(Amount.of(0, "row")).isEqualTo("0 rows");
        assertThat(Amount.of(1, "row")).isEqualTo("1 row");
        assertThat(Amount.of(2, "large object")).isEqualTo("2 large objects");
        assertThat(Amount.were(1)).isEqualTo("1 was");
        assertThat(Amount.were(0)).isEqualTo("0 were");
    }
}
