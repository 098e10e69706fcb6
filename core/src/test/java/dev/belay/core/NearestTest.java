package dev.belay.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {
    private static final List<String> KNOWN = List.of("convention", "environments", "lock", "connect_timeout");

    @Test
    void findsWhatASlipOfTheHandCouldHaveMeant() {
        assertThat(Nearest.to("conventoin", KNOWN)).contains("convention");
        assertThat(Nearest.to("Lock", KNOWN)).contains("lock");
        assertThat(Nearest.to("connectTimeout", KNOWN)).contains("connect_timeout");
        assertThat(Nearest.to("zebra", KNOWN)).isEmpty();
    }

    @Test
    void namesEverythingWhenNothingIsNear() {
        assertThat(Nearest.hint("lok", KNOWN)).isEqualTo("did you mean \"lock\"?");
        assertThat(Nearest.hint("zebra", KNOWN))
                .isEqualTo("known are: convention, environments, lock, connect_timeout");
    }
}
