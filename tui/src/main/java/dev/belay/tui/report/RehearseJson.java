package dev.belay.tui.report;

import dev.belay.core.apply.Failure;
import dev.belay.core.catalog.Fingerprint;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.verify.rehearsal.RehearsalResult;
import dev.belay.verify.rehearsal.RehearsedStep;
import dev.belay.verify.rehearsal.Way;
import java.util.ArrayList;
import java.util.List;

/** A rehearsal in JSON. */
final class RehearseJson {
    private RehearseJson() {}

    static void write(Json json, RehearseReport report) {
        RehearsalResult result = report.result();
        json.text("where", report.where())
                .text("scratch", report.scratch())
                .texts("notes", report.notes())
                .object(
                        "copied",
                        copied -> copied.number("objects", result.copied().objects())
                                .number("tables", result.copied().tables())
                                .text("data", Names.of(result.copied().choice()))
                                .number("rows", result.copied().rows())
                                .texts("lacking", result.copied().lacking()));
        json.list(
                "without_row",
                result.copied().withoutRow().entrySet(),
                table -> json.text("table", table.getKey()).text("reason", table.getValue()));
        json.object(
                "compared",
                compared -> compared.number("tables", result.compared().tables())
                        .number("rows", result.compared().rows())
                        .truth("each_step", result.compared().eachStep()));
        json.list(
                "unread",
                result.compared().unread().entrySet(),
                table -> json.text("table", table.getKey()).text("reason", table.getValue()));
        PlanReport.problems(json, result.problems());
        json.list("steps", result.steps(), step -> {
            json.text("version", step.version().text())
                    .text("title", step.title())
                    .text("down", Names.of(step.verdict()));
            json.texts("differences", RehearseReport.differences(step.difference()));
            json.list(
                    "lost",
                    step.lost(),
                    one -> json.text("check", one.check())
                            .text("object", one.object())
                            .text("severity", Names.of(one.severity()))
                            .text("message", one.message()));
            json.list("ways", ways(step), way -> {
                json.text("direction", way.name())
                        .number("ms", way.way().took().toMillis())
                        .text("error", way.way().failure().map(Failure::message));
                json.list(
                        "statements",
                        way.way().statements(),
                        statement -> json.number("number", statement.number())
                                .number("line", statement.line())
                                .text("text", statement.text())
                                .number("ms", statement.took().toMillis())
                                .number("rows", statement.rows()));
            });
        });
        json.text("fingerprint_before", result.before().map(Fingerprint::toString));
        json.text("fingerprint_after", result.after().map(Fingerprint::toString));
        json.object("spec", result.verified(), verified -> VerifyReport.briefly(json, verified));
        json.texts("again", result.again().map(SchemaDiff::lines).orElse(List.of()));
        json.number("ms", result.took().toMillis());
    }

    private record Named(String name, Way way) {}

    private static List<Named> ways(RehearsedStep step) {
        List<Named> ways = new ArrayList<>();
        step.up().ifPresent(way -> ways.add(new Named("up", way)));
        step.down().ifPresent(way -> ways.add(new Named("down", way)));
        step.again().ifPresent(way -> ways.add(new Named("again", way)));
        return ways;
    }
}
