package dev.belay.tui.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How a command is described to picocli: in code. Its annotations would say the same, but reading them, through proxies
 * that Java makes anew at each start, took a third of the time of a short command.
 */
final class Syntax {
    private final CommandSpec command;

    private Syntax(CommandSpec command) {
        this.command = command;
    }

    /** Of the command that is called when these are the words. */
    static Syntax of(Callable<Integer> command, String name, String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage().description(description);
        return new Syntax(spec);
    }

    Syntax with(Piece... pieces) {
        for (Piece piece : pieces) {
            piece.addTo(command);
        }
        return this;
    }

    /** The list at the end of the help: {@code "0:done"}. */
    Syntax exitCodes(String... codes) {
        command.usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(UsageMessageSpec.keyValuesMap(codes));
        return this;
    }

    /** What the help ends with. */
    Syntax footer(String... lines) {
        command.usageMessage().footer(lines);
        return this;
    }

    CommandSpec spec() {
        return command;
    }
}
