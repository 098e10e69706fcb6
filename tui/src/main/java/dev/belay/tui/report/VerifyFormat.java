package dev.belay.tui.report;

import java.io.PrintWriter;

/** How the result of a verification is written. */
public enum VerifyFormat {
    TEXT,
    JSON,
    JUNIT,
    TAP,
    MARKDOWN,
    SARIF;

    /**
     * Writes one of the formats that are neither for people at a terminal nor Belay's own JSON.
     *
     * @param release Belay's version
     * @param spec the file of the expectations, for findings that have no line of their own
     */
    public void write(PrintWriter out, VerifyReport report, String release, String spec) {
        switch (this) {
            case JUNIT -> out.print(JunitXml.of(report));
            case TAP -> out.print(TapText.of(report));
            case MARKDOWN -> out.print(MarkdownText.of(report));
            case SARIF -> SarifJson.write(out, report, release, spec);
            case TEXT, JSON -> throw new IllegalArgumentException(this + " is written by the command itself");
        }
    }
}
