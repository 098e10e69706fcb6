package dev.belay.tui.report;

import java.io.PrintWriter;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How the result of a verification is written. */
public enum VerifyFormat {
    TEXT,
    JSON,
    JUNIT,
    TAP,
    MARKDOWN,
    HTML,
    SARIF;

    /**
     * Writes one of the formats that are neither for people at a terminal nor Belay's own JSON.
     *
     * @param release Belay's version
     * @param spec the file of the expectations, for findings that have no line of their own
     * @param charts what a page shows beside the checks
     */
    public void write(PrintWriter out, VerifyReport report, String release, String spec, List<Bars> charts) {
        switch (this) {
            case JUNIT -> out.print(JunitXml.of(report));
            case TAP -> out.print(TapText.of(report));
            case MARKDOWN -> out.print(MarkdownText.of(report));
            case HTML -> out.print(HtmlText.of(report, release, now(), charts));
            case SARIF -> SarifJson.write(out, report, release, spec);
            case TEXT, JSON -> throw new IllegalArgumentException(this + " is written by the command itself");
        }
    }

    private static String now() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                .format(OffsetDateTime.now(ZoneOffset.UTC));
    }
}
