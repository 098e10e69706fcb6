package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpansTest {
    @ParameterizedTest
    @CsvSource({"0,0 ms", "999,999 ms", "1000,1.0 s", "59999,60.0 s", "61000,1 min 1 s", "3660000,1 h 1 min"})
    void areSaidAsPeopleSayThem(long millis, String said) {
        assertThat(Spans.of(Duration.ofMillis(millis))).isEqualTo(said);
    }

    @Test
    void oneIsNotSeveral() {
        assertThat(Spans.count(1, "migration")).isEqualTo("1 migration");
        assertThat(Spans.count(0, "row")).isEqualTo("0 rows");
    }
}
