package dev.belay.tui.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.verify.Accepted;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import dev.belay.verify.Unseen;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A verification as one page for a browser, with nothing beside it: no script, no font and no picture from elsewhere, so
 * that it can be kept as an artifact and opened anywhere.
 */
final class HtmlText {
    /** A longer list than this of what is as it should be is only counted. */
    private static final int LISTED = 2000;

    private final StringBuilder page = new StringBuilder(1 << 16);
    private final VerifyReport report;
    private final Report result;

    private HtmlText(VerifyReport report) {
        this.report = report;
        this.result = report.result();
    }

    /**
     * The whole page.
     *
     * @param release Belay's version
     * @param made when the database was asked, as people read it
     * @param charts what else is known of the database
     */
    static String of(VerifyReport report, String release, String made, List<Bars> charts) {
        HtmlText html = new HtmlText(report);
        html.head();
        html.summary();
        html.findings();
        html.kinds();
        charts.forEach(html::chart);
        html.accepted();
        html.unseen();
        html.everything();
        html.raw("<footer>Made by belay ")
                .text(release)
                .raw(", ")
                .text(made)
                .raw("</footer>\n</main>\n</body>\n</html>\n");
        return html.page.toString();
    }

    private void head() {
        raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        raw(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        raw("<title>")
                .text(headline())
                .raw(" – ")
                .text(report.where().database())
                .raw("</title>\n");
        raw("<style>\n").raw(styles()).raw("</style>\n</head>\n<body>\n<main>\n");
    }

    private String headline() {
        if (result.checked().isEmpty()) {
            return "Nothing was checked";
        }
        String checks = Spans.count(result.checked().size(), "check");
        return (result.passed()
                        ? checks + ", nothing found"
                        : Spans.count(result.findings().size(), "finding") + " in " + checks)
                + report.notSeen();
    }

    private void summary() {
        raw("<header>\n<p>belay verify</p>\n<h1 class=\"")
                .raw(result.passed() ? "good" : "bad")
                .raw("\">");
        raw(result.passed() ? "✔ " : "✘ ").text(headline()).raw("</h1>\n");
        raw("<p><code>").text(report.where().line()).raw("</code></p>\n</header>\n<dl class=\"tiles\">\n");
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
            long count = count(severity);
            tile(plural(severity), count, count == 0 ? "" : Names.of(severity));
        }
        tile("accepted", result.accepted().size(), "");
        tile("not seen", result.unseen().size(), "");
        tile("checks", result.checked().size(), "");
        raw("</dl>\n");
    }

    private long count(Severity severity) {
        return result.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static String plural(Severity severity) {
        return severity == Severity.INFO ? "notes" : Names.of(severity) + "s";
    }

    private void tile(String name, long count, String kind) {
        raw("<div class=\"").raw(kind).raw("\"><dt>").text(name).raw("</dt><dd>");
        text(String.format(Locale.ROOT, "%,d", count)).raw("</dd></div>\n");
    }

    private void findings() {
        if (result.findings().isEmpty()) {
            return;
        }
        raw("<section>\n<h2>Findings</h2>\n");
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
            for (Finding finding : result.findings()) {
                if (finding.severity() == severity) {
                    finding(finding);
                }
            }
        }
        raw("</section>\n");
    }

    private void finding(Finding finding) {
        String severity = Names.of(finding.severity());
        raw("<article class=\"")
                .raw(severity)
                .raw("\">\n<span class=\"badge ")
                .raw(severity)
                .raw("\">");
        raw(severity).raw("</span><code>").text(finding.object()).raw("</code> <span class=\"check\">");
        text(finding.check()).raw("</span>\n<p>").text(finding.message()).raw("</p>\n");
        if (!finding.hint().isEmpty()) {
            raw("<p class=\"todo\">").text(finding.hint()).raw("</p>\n");
        }
        raw("</article>\n");
    }

    /** How many of each check are well. */
    private void kinds() {
        Map<String, List<Cases.Case>> kinds = byCheck();
        if (result.checked().isEmpty()) {
            raw("<p>").text(VerifyReport.NOTHING).raw("</p>\n");
            return;
        }
        raw("<section>\n<h2>Checks</h2>\n<p class=\"key\"><i class=\"good\"></i>as it should be");
        raw("<i class=\"bad\"></i>not<i class=\"unseen\"></i>not seen</p>\n<table class=\"bars\">\n");
        raw("<tbody>\n");
        int most = kinds.values().stream().mapToInt(List::size).max().orElse(0);
        List<Map.Entry<String, List<Cases.Case>>> worstFirst = new ArrayList<>(kinds.entrySet());
        worstFirst.sort(Comparator.<Map.Entry<String, List<Cases.Case>>>comparingLong(kind -> -bad(kind.getValue()))
                .thenComparingInt(kind -> -kind.getValue().size()));
        for (Map.Entry<String, List<Cases.Case>> kind : worstFirst) {
            List<Cases.Case> cases = kind.getValue();
            long bad = bad(cases);
            long unseen =
                    cases.stream().filter(one -> one.skipped().isPresent()).count();
            long good = cases.size() - bad - unseen;
            raw("<tr><td><code>").text(kind.getKey()).raw("</code></td><td class=\"graph\"><div class=\"track\">");
            part("good", good, most);
            part("bad", bad, most);
            part("unseen", unseen, most);
            raw("</div></td><td class=\"number").raw(bad == 0 ? "" : " bad").raw("\">");
            text(good == cases.size() ? String.valueOf(good) : good + " of " + cases.size())
                    .raw("</td></tr>\n");
        }
        raw("</tbody>\n</table>\n</section>\n");
    }

    private static long bad(List<Cases.Case> cases) {
        return cases.stream().filter(Cases.Case::failed).count();
    }

    private Map<String, List<Cases.Case>> byCheck() {
        Map<String, List<Cases.Case>> kinds = new LinkedHashMap<>();
        for (Cases.Case one : Cases.of(result).all()) {
            kinds.computeIfAbsent(one.check(), check -> new ArrayList<>()).add(one);
        }
        return kinds;
    }

    private void part(String kind, long value, long whole) {
        if (value > 0) {
            raw("<i class=\"")
                    .raw(kind)
                    .raw("\" style=\"width:")
                    .raw(percent(value, whole))
                    .raw("\"></i>");
        }
    }

    private static String percent(long value, long whole) {
        return String.format(Locale.ROOT, "%.2f%%", whole == 0 ? 0.0 : 100.0 * value / whole);
    }

    private void chart(Bars chart) {
        if (chart.bars().isEmpty()) {
            return;
        }
        raw("<section>\n<h2>").text(chart.title()).raw("</h2>\n");
        if (!chart.key().isEmpty()) {
            raw("<p class=\"key\"><i class=\"bar\"></i>").text(chart.key().get(0));
            raw("<i class=\"idle\"></i>").text(chart.key().get(1)).raw("</p>\n");
        }
        raw("<table class=\"bars\">\n<tbody>\n");
        for (Bars.Bar bar : chart.bars()) {
            raw("<tr><td><code>").text(bar.label()).raw("</code></td><td class=\"graph\"><div class=\"track\">");
            part(bar.noticed() ? "idle" : "bar", bar.value(), chart.longest());
            raw("</div></td><td class=\"number\">").text(bar.number()).raw("</td><td class=\"note\">");
            text(bar.note()).raw("</td></tr>\n");
        }
        raw("</tbody>\n</table>\n</section>\n");
    }

    private void accepted() {
        if (result.accepted().isEmpty()) {
            return;
        }
        raw("<section>\n<h2>Accepted</h2>\n<details><summary>");
        text(Spans.count(result.accepted().size(), "known finding")).raw("</summary>\n");
        for (Accepted one : result.accepted()) {
            raw("<article>\n<code>").text(one.finding().object()).raw("</code> <span class=\"check\">");
            text(one.finding().check())
                    .raw("</span>\n<p>")
                    .text(one.finding().message())
                    .raw("</p>\n<p class=\"todo\">");
            text(one.reason()).raw("</p>\n</article>\n");
        }
        raw("</details>\n</section>\n");
    }

    private void unseen() {
        if (result.unseen().isEmpty()) {
            return;
        }
        raw("<section>\n<h2>Not seen</h2>\n");
        for (Unseen one : result.unseen()) {
            raw("<article>\n<span class=\"badge unseen\">not seen</span><code>").text(one.object());
            raw("</code> <span class=\"check\">")
                    .text(one.check())
                    .raw("</span>\n<p>")
                    .text(one.message())
                    .raw("</p>\n");
            if (!one.grant().isEmpty()) {
                raw("<p class=\"todo\"><code>").text(one.grant()).raw("</code></p>\n");
            }
            raw("</article>\n");
        }
        raw("</section>\n");
    }

    private void everything() {
        Map<String, List<Cases.Case>> kinds = byCheck();
        if (result.checked().isEmpty()) {
            return;
        }
        raw("<section>\n<h2>All that was checked</h2>\n");
        kinds.forEach((check, cases) -> {
            raw("<details><summary><code>").text(check).raw("</code> <span class=\"check\">");
            text(String.valueOf(cases.size())).raw("</span></summary>\n<ul>\n");
            boolean all = cases.size() <= LISTED;
            for (Cases.Case one : cases) {
                if (all || one.failed() || one.skipped().isPresent()) {
                    String state = one.failed() ? "bad" : one.skipped().isPresent() ? "unseen" : "good";
                    raw("<li class=\"").raw(state).raw("\"><code>");
                    text(one.object().isEmpty() ? "the whole database" : one.object())
                            .raw("</code></li>\n");
                }
            }
            if (!all) {
                raw("<li>and all others of ").text(String.valueOf(cases.size())).raw("</li>\n");
            }
            raw("</ul></details>\n");
        });
        raw("</section>\n");
    }

    private HtmlText raw(String html) {
        page.append(html);
        return this;
    }

    private HtmlText text(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.appendCodePoint(c == '\n' || c == '\t' || !Character.isISOControl(c) ? c : '?');
            }
        });
        return this;
    }

    private static String styles() {
        try (InputStream styles =
                Objects.requireNonNull(HtmlText.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(styles.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
