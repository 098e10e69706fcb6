package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceFileTest {
    @TempDir
    private Path home;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), """
                # ours
                [staging]
                host=staging.example.com
                port = 5433
                dbname=app
                password=s@/cret

                [staging]
                host=second.example.com
                [broken]
                host
                """.replace("[broken]\nhost\n", ""));
    }

    @Test
    void fillsInWhatTheUrlDoesNotSay() {
        ConnectionSettings settings = ConnectionUrl.parse("postgresql://bob@/?service=staging")
                .settings(new Surroundings(Map.of("PGHOST", "not.this", "PGSSLMODE", "require"), home));

        assertThat(settings.masked()).isEqualTo("postgresql://bob:****@staging.example.com:5433/app?sslmode=require");
        assertThat(settings.password()).contains(new Secret("s@/cret"));
        assertThat(settings.origins())
                .containsEntry("host", "service \"staging\" of " + home.resolve(".pg_service.conf"));
    }

    @Test
    void isNamedByAVariableToo() {
        ConnectionSettings settings =
                ConnectionUrl.of(Map.of()).settings(new Surroundings(Map.of("PGSERVICE", "staging"), home));

        assertThat(settings.host()).isEqualTo("staging.example.com");
    }

    @Test
    void namesTheFileAndTheNearestServiceWhenThereIsNone() {
        assertThatThrownBy(
                        () -> ConnectionUrl.of(Map.of("service", "stagin")).settings(new Surroundings(Map.of(), home)))
                .hasMessage("there is no service \"stagin\" in " + home.resolve(".pg_service.conf"))
                .extracting(e -> ((BelayException) e).hint())
                .isEqualTo("did you mean \"staging\"?");
    }

    @Test
    void namesTheLineThatCannotBeRead() throws IOException {
        Path file = Files.writeString(home.resolve("other"), "[a]\nhost\n");

        assertThatThrownBy(() -> ConnectionUrl.of(Map.of("service", "a"))
                        .settings(new Surroundings(Map.of("PGSERVICEFILE", file.toString()), home)))
                .hasMessage(file + ":2: this line is not a connection parameter and its value");
    }
}
