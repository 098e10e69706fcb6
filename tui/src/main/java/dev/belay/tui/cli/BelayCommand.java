package dev.belay.tui.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above the verbs: what can be said with each of them, and nothing else. */
@SuppressWarnings("UnusedVariable") // picocli reads the options that are only there for it
@Command(
        name = "belay",
        description = "Takes PostgreSQL schemas up, verifies them, and brings them back down.",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        versionProvider = Release.class)
final class BelayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    /** Only so that it is in the help: {@link CommandLineFace} looks for it before anything is printed. */
    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colors, as with NO_COLOR.")
    private boolean withoutColor;

    boolean debug() {
        return debug;
    }

    boolean withoutColor() {
        return withoutColor;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no verb was given");
    }
}
