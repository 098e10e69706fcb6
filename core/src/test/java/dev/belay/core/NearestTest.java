package dev.belay.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
    private static final List<String> KNOWN = List.of("convention", "environments", "lock", "connect_timeout");

    @Test
    void findsWhatASlipOfTheHandCouldHaveMeant() {
        assertThat(Nearest.to("conventoin", KNOWN)).contains("convention");
        assertThat(Nearest.to("Lock", KNOWN)).contains("lock");
        assertThat(Nearest.to("connectTimeout", KNOWN)).contains("connect_timeout");
        assertThat(Nearest.to("zebra", KNOWN)).isEmpty();
    }

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
        assertThat(Nearest.to(word, List.of("up", "down", "status", "validate", "--steps")))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void namesEverythingWhenNothingIsNear() {
        assertThat(Nearest.hint("lok", KNOWN)).isEqualTo("did you mean \"lock\"?");
        assertThat(Nearest.hint("zebra", KNOWN))
                .isEqualTo("known are: convention, environments, lock, connect_timeout");
    }
}
