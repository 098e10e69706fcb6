package dev.belay.tui.report;

import dev.belay.verify.Finding;
import dev.belay.verify.Severity;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A verification as SARIF 2.1.0, for tools that show findings beside the code. */
final class SarifJson {
    private static final Pattern EXPECTED = Pattern.compile("expected in (.+):(\\d+)");

    private SarifJson() {}

    static void write(PrintWriter out, VerifyReport report, String release, String spec) {
        List<Finding> findings = report.result().findings();
        Json.write(
                out,
                json -> json.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                        .text("version", "2.1.0")
                        .list("runs", List.of(report), run -> {
                            json.object(
                                    "tool",
                                    tool -> json.object("driver", driver -> {
                                        json.text("name", "belay").text("version", release);
                                        LinkedHashSet<String> rules = new LinkedHashSet<>();
                                        findings.forEach(finding -> rules.add(finding.check()));
                                        json.list("rules", rules, rule -> json.text("id", rule));
                                    }));
                            json.list("invocations", List.of(report), one -> invocation(json, one));
                            json.list("results", findings, finding -> result(json, finding, spec));
                        }));
    }

    /** What was not seen is no result of a rule, but a word on how the run went. */
    private static void invocation(Json json, VerifyReport report) {
        json.truth("executionSuccessful", true);
        json.list("toolExecutionNotifications", report.result().unseen(), one -> {
            json.text("level", "warning");
            json.object(
                    "message",
                    message -> json.text(
                            "text",
                            one.check() + (one.object().isEmpty() ? "" : " " + one.object()) + " was not seen: "
                                    + one.message()
                                    + (one.grant().isEmpty() ? "" : ". " + one.grant())));
        });
    }

    private static void result(Json json, Finding finding, String spec) {
        json.text("ruleId", finding.check()).text("level", level(finding.severity()));
        json.object(
                "message",
                message -> json.text(
                        "text",
                        finding.object() + " " + finding.message()
                                + (finding.hint().isEmpty() ? "" : ". " + finding.hint())));
        Matcher place = EXPECTED.matcher(finding.hint());
        String file = place.matches() ? place.group(1) : spec;
        long line = place.matches() ? Long.parseLong(place.group(2)) : 1;
        json.list("locations", List.of(finding), it -> {
            json.object("physicalLocation", physical -> {
                json.object("artifactLocation", artifact -> json.text("uri", file));
                json.object("region", region -> json.number("startLine", line));
            });
            json.list("logicalLocations", List.of(finding), one -> json.text("fullyQualifiedName", one.object()));
        });
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }
}
