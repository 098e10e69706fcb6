package dev.belay.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.cli.Verb;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

final class MainTest {
    @Test
    void eachVerbHasItsNameAndSaysWhatItDoes() {
        assertThat(Main.verbs(Main.station())).isNotEmpty().allSatisfy(verb -> {
            CommandSpec command = verb.command().get();

            assertThat(command.name()).isEqualTo(verb.name());
            assertThat(command.usageMessage().description()).as(verb.name()).isNotEmpty();
            assertThat(command.usageMessage().description()[0]).endsWith(".");
        });
    }

    @Test
    void noVerbIsReadFromAnnotationsWhichWouldSlowEachStart() {
        assertThat(Main.verbs(Main.station()))
                .extracting(verb -> verb.command().get())
                .allSatisfy(command -> {
                    assertThat(command.userObject()).isInstanceOf(Callable.class);
                    assertThat(command.userObject().getClass().getAnnotations()).isEmpty();
                    assertThat(command.args()).allMatch(argument -> argument.userObject() == null);
                });
    }

    @Test
    void noVerbIsThereTwice() {
        assertThat(Main.verbs(Main.station())).extracting(Verb::name).doesNotHaveDuplicates();
    }
}
