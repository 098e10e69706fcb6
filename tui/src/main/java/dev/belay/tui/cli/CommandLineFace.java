package dev.belay.tui.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/**
 * Belay on the command line: finds the verb, runs it, and turns how it ended into an exit code.
 *
 * <p>It starts with the one verb that the arguments name. Only when that does not parse, or when the help of all verbs
 * is wanted, it makes all of them.
 */
public final class CommandLineFace {
    /** What needs every verb when it is the first word. */
    private static final Set<String> ABOUT_ALL = Set.of("--help", "-h", "help", "completion");

    /** Of the help: what a terminal has at least. */
    private static final int WIDTH = 80;

    private final List<Verb> verbs;
    private final PrintWriter out;
    private final PrintWriter err;

    public CommandLineFace(List<Verb> verbs, PrintWriter out, PrintWriter err) {
        this.verbs = List.copyOf(verbs);
        this.out = out;
        this.err = err;
    }

    /** Runs a command line and returns its exit code. Never throws. */
    public int run(String... typed) {
        String[] arguments = WordOrder.verbFirst(typed);
        Failures failures = new Failures(err, Arrays.asList(arguments).contains("--json") ? out : null);
        try {
            List<Verb> needed = needed(arguments);
            CommandLine model = model(needed, failures, arguments);
            if (needed.size() < verbs.size()) {
                model.setParameterExceptionHandler(
                        (e, given) -> model(verbs, failures, arguments).execute(arguments));
            }
            return model.execute(arguments);
        } catch (RuntimeException | Error e) {
            return failures.internal("belay", e, Arrays.asList(arguments).contains("--debug"));
        }
    }

    /** The verb that these arguments seem to name; all of them for the help, none for the version alone. */
    private List<Verb> needed(String... arguments) {
        if (List.of("--version").equals(Arrays.asList(arguments))) {
            return List.of();
        }
        for (String argument : arguments) {
            if (ABOUT_ALL.contains(argument)) {
                return verbs;
            }
            for (Verb verb : verbs) {
                if (verb.name().equals(argument)) {
                    return List.of(verb);
                }
            }
        }
        return verbs;
    }

    private CommandLine model(List<Verb> among, Failures failures, String... arguments) {
        CommandLine model = new CommandLine(new BelayCommand().spec());
        for (Verb verb : among) {
            model.addSubcommand(verb.name(), verb.command().get());
        }
        boolean plain = Arrays.asList(arguments).contains("--no-color");
        return model.setOut(out)
                .setErr(err)
                .setColorScheme(Help.defaultColorScheme(plain ? Ansi.OFF : Ansi.AUTO))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }
}
