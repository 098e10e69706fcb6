package dev.belay.tui.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command above the verbs: what can be said with each of them, and nothing else. */
final class BelayCommand implements Command {
    private final Flag help = everywhere(option("-h,--help", "Show this help.").usageHelp(true));
    private final Flag version =
            new Flag(option("--version", "Show the version.").versionHelp(true));
    private final Flag debug = everywhere(option("--debug", "Show the stack trace of an error."));

    /** Only so that it is in the help: {@link CommandLineFace} looks for it before anything is printed. */
    private final Flag withoutColor = everywhere(option("--no-color", "No colors, as with NO_COLOR."));

    private final CommandSpec spec = Syntax.of(
                    this, "belay", "Takes PostgreSQL schemas up, verifies them, and brings them back down.")
            .with(help, version, debug, withoutColor)
            .spec();

    BelayCommand() {
        spec.versionProvider(new Release());
        spec.usageMessage()
                .synopsisSubcommandLabel("VERB")
                .commandListHeading("%nVerbs:%n")
                .optionListHeading("%nOptions:%n");
    }

    private static OptionSpec.Builder option(String name, String description) {
        return OptionSpec.builder(name.split(",")).type(boolean.class).description(description);
    }

    private static Flag everywhere(OptionSpec.Builder option) {
        return new Flag(option.scopeType(ScopeType.INHERIT));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    boolean debug() {
        return debug.given();
    }

    boolean withoutColor() {
        return withoutColor.given();
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no verb was given");
    }
}
