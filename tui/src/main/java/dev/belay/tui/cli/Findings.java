package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.tui.report.Bars;
import dev.belay.tui.report.Page;
import dev.belay.tui.report.Style;
import dev.belay.tui.report.UsageBars;
import dev.belay.tui.report.VerifyFormat;
import dev.belay.tui.report.VerifyReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** How the verbs that check a database give out what they found. */
final class Findings {
    private final Argument<VerifyFormat> format = Argument.oneOf(
                    VerifyFormat.class, "--format", "HOW", "text, json, junit, tap, markdown, html or sarif; text.")
            .orElse(VerifyFormat.TEXT);

    private final Argument<Path> file = Argument.path("-o,--output", "FILE", "Write to a file instead.");

    Argument<VerifyFormat> format() {
        return format;
    }

    Argument<Path> file() {
        return file;
    }

    /**
     * Writes a report in the format that is wanted, to where it is wanted.
     *
     * @param spec the file of the expectations, for findings that have no line of their own
     * @return the exit code
     */
    int give(Station station, Invocation now, VerifyReport report, String spec) {
        int exit = report.result().passed() ? 0 : Kind.FINDINGS.exitCode();
        if (now.json() || format.value() == VerifyFormat.JSON) {
            now.envelope().write(exit, report);
            return exit;
        }
        if (format.value() == VerifyFormat.TEXT && file.given().isEmpty()) {
            return now.answer(exit, report);
        }
        List<Bars> charts =
                format.value() == VerifyFormat.HTML ? UsageBars.of(now.toolkit().usage()) : List.of();
        if (file.given().isEmpty()) {
            format.value().write(now.out(), report, Release.version(), spec, charts);
            return exit;
        }
        StringWriter text = new StringWriter();
        PrintWriter printer = new PrintWriter(text);
        if (format.value() == VerifyFormat.TEXT) {
            report.text(new Page(printer, Style.PLAIN));
        } else {
            format.value().write(printer, report, Release.version(), spec, charts);
        }
        printer.flush();
        OutputFile.write(station.folder().resolve(file.given().get()), out -> out.append(text.toString()));
        return exit;
    }
}
