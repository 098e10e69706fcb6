package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordFileTest {
    @TempDir
    private Path home;

    private ConnectionSettings settings(String url, String permissions, String... lines) throws IOException {
        Path file = home.resolve(".pgpass");
        Files.write(file, java.util.List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return ConnectionUrl.parse(url).settings(new Surroundings(Map.of(), home));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "h:5432:app:bob:one | one",
                "*:*:*:*:any | any",
                "other:5432:app:bob:no | ``",
                "h:5433:app:bob:no | ``",
                "h:5432:app:bob:a\\:b\\\\c | a:b\\c",
                "h:5432:app:bob:a:rest is ignored | a",
                "h:5432:app:bob | ``",
                "# h:5432:app:bob:comment | ``",
                "\\*:*:*:*:a star that is escaped is a host's name | ``",
                "h:*:app:b\\ob:escaped | escaped",
            })
    void followsTheRulesOfLibpq(String line, String password) throws IOException {
        ConnectionSettings settings = settings("postgresql://bob@h/app", "rw-------", line);

        assertThat(settings.password().map(Secret::reveal).orElse("")).isEqualTo(password);
    }

    @Test
    void takesTheFirstLineThatFitsAndSaysWhich() throws IOException {
        ConnectionSettings settings =
                settings("postgresql://bob@h/app", "rw-------", "x:*:*:*:no", "h:*:*:*:first", "*:*:*:*:second");

        assertThat(settings.password()).contains(new Secret("first"));
        assertThat(settings.origins()).containsEntry("password", home.resolve(".pgpass") + ":2");
    }

    @Test
    void callsASocketLocalhost() throws IOException {
        ConnectionSettings settings =
                settings("postgresql://bob@%2Fvar%2Frun/app", "rw-------", "localhost:*:*:*:local");

        assertThat(settings.password()).contains(new Secret("local"));
    }

    @Test
    void doesNotTrustAFileThatOthersMayRead() throws IOException {
        ConnectionSettings settings = settings("postgresql://bob@h/app", "rw-r-----", "*:*:*:*:x");

        assertThat(settings.password()).isEmpty();
        assertThat(settings.notes())
                .containsExactly("the password file " + home.resolve(".pgpass")
                        + " is readable by others and is ignored: chmod 600 it");
    }

    @Test
    void isNotAskedWhenThereIsAPassword() throws IOException {
        ConnectionSettings settings = settings("postgresql://bob:own@h/app", "rw-r-----", "*:*:*:*:x");

        assertThat(settings.password()).contains(new Secret("own"));
        assertThat(settings.notes()).isEmpty();
    }

    @Test
    void mayHaveAnotherPlace() throws IOException {
        Path file = Files.writeString(home.resolve("elsewhere"), "*:*:*:*:moved\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Surroundings surroundings = new Surroundings(Map.of("PGPASSFILE", file.toString()), Path.of("/nonexistent"));

        assertThat(ConnectionUrl.parse("postgresql://bob@h/app")
                        .settings(surroundings)
                        .password())
                .contains(new Secret("moved"));
    }
}
