package dev.belay.tui.report;

import dev.belay.verify.Finding;
import java.util.stream.Collectors;

/** A verification as JUnit XML. */
final class JunitXml {
    private JunitXml() {}

    static String of(VerifyReport report) {
        Cases cases = Cases.of(report.result());
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        String counts =
                " tests=\"" + cases.all().size() + "\" failures=\"" + cases.failed() + "\" errors=\"0\" time=\"0\"";
        xml.append("<testsuites").append(counts).append(">\n  <testsuite name=\"belay verify ");
        xml.append(escaped(report.where().line())).append("\"").append(counts);
        xml.append(" skipped=\"").append(cases.skipped()).append("\">\n");
        cases.all().forEach(one -> one(xml, one));
        return xml.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private static void one(StringBuilder xml, Cases.Case one) {
        xml.append("    <testcase classname=\"").append(escaped(one.check())).append("\" name=\"");
        // Readers want a time, and checks share the queries that they cost.
        xml.append(escaped(one.name())).append("\" time=\"0\"");
        if (!one.failed() && one.skipped().isEmpty()) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n");
        one.skipped()
                .ifPresent(why -> xml.append("      <skipped message=\"")
                        .append(escaped(why.message()))
                        .append("\"/>\n"));
        if (one.failed()) {
            String text = one.findings().stream()
                    .map(finding -> finding.object() + " " + finding.message() + hint(finding))
                    .collect(Collectors.joining("\n"));
            Finding first = one.findings().get(0);
            xml.append("      <failure type=\"")
                    .append(Names.of(first.severity()))
                    .append("\" message=\"");
            xml.append(escaped(first.object() + " " + first.message())).append("\">");
            xml.append(escaped(text)).append("</failure>\n");
        }
        xml.append("    </testcase>\n");
    }

    private static String hint(Finding finding) {
        return finding.hint().isEmpty() ? "" : " (" + finding.hint() + ")";
    }

    /** What XML 1.0 cannot hold at all becomes a question mark. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n' -> escaped.append("&#10;");
                default -> escaped.appendCodePoint(allowed(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
