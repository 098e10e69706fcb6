package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.tui.report.Envelope;
import dev.belay.tui.report.FailureReport;
import dev.belay.tui.report.Visible;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What users see of an error: one line that says what broke, one that says what to do, and the exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final PrintWriter err;
    private final @Nullable PrintWriter json;

    /** For people, and where {@code json} is something, for programs too. */
    Failures(PrintWriter err, @Nullable PrintWriter json) {
        this.err = err;
        this.json = json;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult given) {
        boolean debug = command.getCommandSpec().root().userObject() instanceof BelayCommand root && root.debug();
        if (e instanceof BelayException known) {
            tell(command.getCommandName(), FailureReport.of(known));
            trace(known, debug);
            return known.kind().exitCode();
        }
        return internal(command.getCommandName(), e, debug);
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String see = "see \"" + command.getCommandSpec().qualifiedName() + " --help\"";
        String hint = guess(e).map(word -> "did you mean \"" + word + "\"?")
                .or(() -> missing(e))
                .orElse(see);
        // What was typed at the wrong place may be a URL with a password in it.
        tell(command.getCommandName(), FailureReport.of(Kind.USAGE, ConnectionUrl.mask(message(e)), hint));
        return Kind.USAGE.exitCode();
    }

    /** A mistake of ours. */
    int internal(String command, Throwable e, boolean debug) {
        String hint = debug ? "" : "run it again with --debug to see where, and report it";
        tell(command, FailureReport.of(Kind.INTERNAL, "internal error: " + e, hint));
        trace(e, debug);
        return Kind.INTERNAL.exitCode();
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String word = unmatched.getUnmatched().get(0);
            boolean verb = e.getCommandLine().getParent() == null;
            return (verb ? "there is no verb \"" : "one argument too many: \"") + word + "\"";
        }
        // Picocli says it twice of one whose value has a name of its own.
        String message =
                Objects.requireNonNullElse(e.getMessage(), "wrong arguments").replace("option option ", "option ");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static Optional<String> guess(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        CommandLine command = e.getCommandLine();
        String typed = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        if (typed.length() <= "-x".length()) {
            // Every letter is near every other.
            return Optional.empty();
        }
        return Nearest.to(
                typed,
                unmatched.isUnknownOption()
                        ? command.getCommandSpec().optionsMap().keySet()
                        : command.getSubcommands().keySet());
    }

    /** Hints name {@code belay repair V} and its like: what such a verb needs besides is said once, here. */
    private static Optional<String> missing(ParameterException e) {
        return e instanceof MissingParameterException missing
                ? missing.getMissing().stream()
                        .filter(argument -> argument.isOption() && argument.required())
                        .findFirst()
                        .map(option -> "add " + ((OptionSpec) option).longestName() + "=\"…\": "
                                + String.join(" ", option.description()))
                : Optional.empty();
    }

    private void tell(String command, FailureReport report) {
        if (json != null) {
            new Envelope(json, Release.version(), command)
                    .write(report.failure().kind().exitCode(), report);
        }
        err.println("belay: " + Visible.block(report.failure().message()));
        if (!report.failure().hint().isEmpty()) {
            err.println("hint: " + Visible.block(report.failure().hint()));
        }
    }

    private void trace(Throwable e, boolean debug) {
        if (debug) {
            e.printStackTrace(err);
        }
    }
}
