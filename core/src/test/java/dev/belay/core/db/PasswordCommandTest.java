package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordCommandTest {
    private static PasswordCommand command(String script) {
        return new PasswordCommand(List.of("sh", "-c", script), Duration.ofSeconds(5));
    }

    @Test
    void takesWhatTheCommandPrintsWithoutTheBlanksAround() {
        assertThat(command("printf ' to ken \\n\\n'").run().reveal()).isEqualTo("to ken");
    }

    @Test
    void runsWordsAndNoShell() {
        assertThat(new PasswordCommand(List.of("echo", "$HOME; ls"), Duration.ofSeconds(5))
                        .run()
                        .reveal())
                .isEqualTo("$HOME; ls");
    }

    @Test
    void readsMuchOutputOnBothPipes() {
        assertThat(command("head -c 300000 /dev/zero | tr '\\0' e >&2; echo ok")
                        .run()
                        .reveal())
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo no token >&2; exit 3 | the password command \"sh\" ended with 3: no token",
                "echo 'postgresql://a:hidden@h failed' >&2; exit 1 | ended with 1: postgresql://a:****@h failed",
                "echo token9; echo token9 is old >&2; exit 1 | ended with 1: **** is old",
                "true | the password command \"sh\" printed nothing",
            })
    void saysHowTheCommandFailedWithoutItsSecrets(String script, String message) {
        assertThatThrownBy(() -> command(script).run())
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECTION))
                .hasMessageEndingWith(message);
    }

    @Test
    void doesNotWaitForEver() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> new PasswordCommand(List.of("sleep", "60"), Duration.ofSeconds(1)).run())
                .hasMessage("the password command \"sleep\" did not end within 1 s");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void namesAProgramThatIsNotThere() {
        assertThatThrownBy(() -> new PasswordCommand(List.of("no-such-program", "hidden"), Duration.ofSeconds(1)).run())
                .hasMessage("the password command \"no-such-program\" cannot be started");
    }
}
