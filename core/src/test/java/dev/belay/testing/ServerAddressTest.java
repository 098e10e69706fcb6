package dev.belay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://me:p%40%2F+x@db.internal:5433/postgres?sslmode=disable, db.internal, 5433, me, p@/+x",
        "postgres://localhost, localhost, 5432, postgres, ''",
        "jdbc:postgresql://10.0.0.1:5434/x?user=me&password=a%3Db, 10.0.0.1, 5434, me, a=b",
        "postgresql://me@localhost/x, localhost, 5432, me, ''"
    })
    void isReadFromBothFormsOfUrl(String url, String host, int port, String user, String password) {
        assertThat(ServerAddress.of(url)).isEqualTo(new ServerAddress(host, port, user, password));
    }

    @Test
    void somethingElseIsRefusedWithoutSayingWhatItWas() {
        assertThatThrownBy(() -> ServerAddress.of("mysql://me:secret@localhost/x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ServerAddress.of("postgresql:///x")).isInstanceOf(IllegalArgumentException.class);
    }
}
