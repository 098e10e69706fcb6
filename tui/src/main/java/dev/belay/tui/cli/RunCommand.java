package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.report.ScriptReport;
import dev.belay.tui.shell.Bench;
import dev.belay.tui.shell.ScriptRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a script in Java, with the toolkit at hand. */
public final class RunCommand implements Command {
    private final Station station;
    private final Function<Station, List<Verb>> verbs;
    private final Common common = new Common();
    private final Consent consent = new Consent();
    private final Argument<String> file = Argument.first("FILE", "A script in Java, or - for standard input.");
    private final Argument<List<String>> arguments = Argument.rest("ARGUMENT", "For the script: args().");
    private final Flag check = new Flag("--check", "Only compile it.");
    /** Their names, as they are typed. */
    private Set<String> options = Set.of();

    public RunCommand(Station station, Function<Station, List<Verb>> verbs) {
        this.station = station;
        this.verbs = verbs;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Syntax.of(this, "run", "Run a script in Java (.jsh), type-checked whole before it begins.")
                .with(common, consent, check, file, arguments)
                .exitCodes(
                        ExitCodes.OK,
                        "2:the script does not compile, or the command line is wrong",
                        ExitCodes.CONNECTION,
                        ExitCodes.LOCKED,
                        "5:the script threw an exception",
                        ExitCodes.INTERRUPTED,
                        "n:whatever the script says with exit(n)")
                .spec();
        // What comes after the script belongs to it, dashes or not.
        spec.parser().stopAtPositional(true);
        options = spec.optionsMap().keySet();
        return spec;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            String text = text();
            requireTaken(text);
            PrintWriter out = now.json() ? now.err() : now.out();
            try (Bench bench = new Sessions(station, verbs, common, consent).open(now, out, arguments.value())) {
                long start = System.nanoTime();
                int exit = run(now, bench, text);
                if (now.json()) {
                    long took = (System.nanoTime() - start) / 1_000_000;
                    now.envelope()
                            .write(
                                    exit,
                                    new ScriptReport(
                                            now.toolkit().whereIfAnywhere(), file.value(), arguments.value(), took));
                }
                return exit;
            }
        });
    }

    /** Behind the file an option is the script's: where that looks at none, it was meant for Belay. */
    private void requireTaken(String text) {
        if (text.contains("args")) {
            return;
        }
        arguments.value().stream()
                .filter(word -> options.contains(word.replaceFirst("=.*", "")))
                .findFirst()
                .ifPresent(word -> {
                    throw new BelayException(
                            Kind.USAGE,
                            "\"" + word + "\" behind the file is for the script, which does not look at its args()",
                            "Belay's own options stand before it: belay run " + word + " " + file.value());
                });
    }

    private int run(Invocation now, Bench bench, String text) {
        ScriptRunner runner = new ScriptRunner(bench, station.programs());
        Runnable say = () -> now.messages().line("stopping: the running statement is cancelled");
        for (Kind why : List.of(Kind.INTERRUPTED, Kind.TERMINATED, Kind.HUNG_UP)) {
            String signal = signal(why);
            Runnable end = () -> station.signals().end(why.exitCode());
            station.signals().on(signal, runner.onSignal(signal, why, say, end));
        }
        return runner.run(file.value(), text, check.given());
    }

    private static String signal(Kind why) {
        return why == Kind.INTERRUPTED ? "INT" : why == Kind.TERMINATED ? "TERM" : "HUP";
    }

    private String text() {
        String name = file.value();
        try {
            byte[] content = name.equals("-")
                    ? station.console().input().readAllBytes()
                    : Files.readAllBytes(station.folder().resolve(name));
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new BelayException(Kind.USAGE, "\"" + name + "\" is not UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE, "cannot read \"" + name + "\"", "is it there, and may this user read it?", e);
        }
    }
}
