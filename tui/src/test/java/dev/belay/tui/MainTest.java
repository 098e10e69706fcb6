package dev.belay.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.cli.Verb;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class MainTest {
    @Test
    void eachVerbHasItsNameAndSaysWhatItDoes() {
        assertThat(Main.verbs(Main.station())).isNotEmpty().allSatisfy(verb -> {
            Object command = verb.command().get();
            Command annotation = command.getClass().getAnnotation(Command.class);

            assertThat(annotation).as(verb.name()).isNotNull();
            assertThat(annotation.name()).isEqualTo(verb.name());
            assertThat(annotation.description()).as(verb.name()).isNotEmpty();
            assertThat(new CommandLine(command).getCommandSpec().usageMessage().description()[0])
                    .endsWith(".");
        });
    }

    @Test
    void noVerbIsThereTwice() {
        assertThat(Main.verbs(Main.station())).extracting(Verb::name).doesNotHaveDuplicates();
    }
}
