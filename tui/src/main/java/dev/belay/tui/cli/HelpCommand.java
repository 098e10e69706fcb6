package dev.belay.tui.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what {@code --help} prints: of Belay, or of one verb. */
public final class HelpCommand implements Command {
    private final Argument<String> verb = Argument.optionalOperand("VERB", "The verb; without it, the list of all.");

    private final CommandSpec spec =
            Syntax.of(this, "help", "Show the help of a verb.").with(verb).spec();

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        CommandLine belay = spec.root().commandLine();
        CommandLine wanted =
                verb.given().map(name -> belay.getSubcommands().get(name)).orElse(belay);
        if (verb.given().isPresent() && wanted == belay) {
            throw new UnmatchedArgumentException(belay, List.of(verb.value()));
        }
        wanted.usage(belay.getOut());
        return 0;
    }
}
