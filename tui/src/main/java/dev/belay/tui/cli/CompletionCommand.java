package dev.belay.tui.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what a shell needs to complete Belay's verbs and options. */
public final class CompletionCommand implements Command {
    private final CommandSpec spec = Syntax.of(this, "completion", "Print a completion script for bash and zsh.")
            .footer(
                    "",
                    "For this shell:      source <(belay completion)",
                    "For all of yours:    belay completion > ~/.local/share/bash-completion/completions/belay")
            .spec();

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(AutoComplete.bash("belay", spec.root().commandLine()));
        return 0;
    }
}
