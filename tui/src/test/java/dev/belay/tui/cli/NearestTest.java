package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
    private static final List<String> KNOWN = List.of("up", "down", "status", "validate", "--steps");

    @ParameterizedTest
    @CsvSource({
        "statsu, status",
        "stats, status",
        "statuss, status",
        "dwon, down",
        "validat, validate",
        "--step, --steps",
        "pu, ",
        "xyz, ",
        "rollback, ",
        "'', ",
        "ups, up"
    })
    void guessesOnlyWhatIsNear(String word, String expected) {
        assertThat(Nearest.to(word, KNOWN)).isEqualTo(Optional.ofNullable(expected));
    }
}
