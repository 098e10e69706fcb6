package dev.belay.tui.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what {@code --help} prints: of Belay, or of one verb. */
@Command(name = "help", description = "Show the help of a verb.")
public final class HelpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "VERB", description = "The verb; without it, the list of all.")
    private Optional<String> verb = Optional.empty();

    @Override
    public Integer call() {
        CommandLine belay = spec.root().commandLine();
        CommandLine wanted = verb.map(name -> belay.getSubcommands().get(name)).orElse(belay);
        if (verb.isPresent() && wanted == belay) {
            throw new UnmatchedArgumentException(belay, List.of(verb.get()));
        }
        wanted.usage(belay.getOut());
        return 0;
    }
}
