package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.tui.OutputFile;
import dev.belay.tui.report.Bars;
import dev.belay.tui.report.Page;
import dev.belay.tui.report.Report;
import dev.belay.tui.report.Style;
import dev.belay.tui.report.UsageBars;
import dev.belay.tui.report.VerifyFormat;
import dev.belay.tui.report.VerifyReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** How the verbs that check a database give out what they found. */
final class Findings {
    private final Argument<VerifyFormat> format = Argument.oneOf(
                    VerifyFormat.class, "--format", "HOW", "text, json, junit, tap, markdown, html or sarif; text.")
            .orElse(VerifyFormat.TEXT);

    private final Argument<Path> file = Argument.path("-o,--output", "FILE", "Write to a file instead.");

    private final Flag strict = new Flag("--strict", "Fail where something could not be seen.");

    Flag strict() {
        return strict;
    }

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
    int give(Station station, Invocation now, VerifyReport seen, String spec) {
        VerifyReport report =
                strict.given() ? new VerifyReport(seen.where(), seen.result().strictly()) : seen;
        int exit = report.result().passed() ? 0 : Kind.FINDINGS.exitCode();
        if (now.json() || format.value() == VerifyFormat.JSON) {
            print(station, now, out -> now.envelope(out).write(exit, report));
            return exit;
        }
        if (format.value() == VerifyFormat.TEXT) {
            text(station, now, report);
            return exit;
        }
        List<Bars> charts =
                format.value() == VerifyFormat.HTML ? UsageBars.of(now.toolkit().usage()) : List.of();
        print(station, now, out -> format.value().write(out, report, Release.version(), spec, charts));
        return exit;
    }

    /**
     * Writes another result, which has no more than two ways of being told.
     *
     * @return 0
     */
    int giveOther(Station station, Invocation now, Report report) {
        if (now.json() || format.value() == VerifyFormat.JSON) {
            print(station, now, out -> now.envelope(out).write(0, report));
        } else {
            text(station, now, report);
        }
        return 0;
    }

    private void text(Station station, Invocation now, Report report) {
        if (file.given().isEmpty()) {
            report.text(now.data());
        } else {
            print(station, now, out -> report.text(new Page(out, Style.PLAIN)));
        }
    }

    private void print(Station station, Invocation now, Consumer<PrintWriter> content) {
        if (file.given().isPresent()) {
            OutputFile.print(station.folder().resolve(file.value()), content);
        } else {
            content.accept(now.out());
        }
    }
}
