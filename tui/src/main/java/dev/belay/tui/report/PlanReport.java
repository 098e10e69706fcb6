package dev.belay.tui.report;

import dev.belay.core.apply.Outline;
import dev.belay.core.apply.PlannedHook;
import dev.belay.core.apply.Prerequisite;
import dev.belay.core.apply.Preview;
import dev.belay.core.apply.Problem;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import java.util.List;
import java.util.Map;

/**
 * What a run would do. Nothing was run.
 *
 * @param where which database
 * @param preview the plan
 * @param scripts what each step would send to the server, by version
 * @param sql whether the statements are shown
 */
public record PlanReport(Where where, Preview preview, Map<Version, Script> scripts, boolean sql) implements Report {
    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        page.gap();
        List<Outline> outlines = preview.outlines();
        for (int i = 0; i < outlines.size(); i++) {
            step(page, outlines.get(i), i + 1);
        }
        hooks(page, preview.hooks());
        prerequisites(page, preview.prerequisites());
        problems(page, preview.plan().problems());
        page.line(summary());
        if (!outlines.isEmpty() && preview.plan().runnable()) {
            page.line("plan " + preview.hash());
        }
    }

    private void step(Page page, Outline outline, int number) {
        page.line(Tone.STRONG, number + ". " + Visible.line(heading(outline)));
        page.line(Tone.FAINT, "   " + Visible.line(how(outline)));
        Script script = scripts.get(outline.step().version());
        if (sql && script != null) {
            for (Statement statement : script.executable()) {
                page.gap();
                statement(page, statement);
            }
        }
        page.gap();
    }

    /** Only the names of the steps: for those who are about to run it. */
    public static void outline(Page page, Preview preview) {
        for (Outline outline : preview.outlines()) {
            page.line("  " + Visible.line(heading(outline)) + "  "
                    + page.style().paint(Tone.FAINT, Visible.line(how(outline))));
        }
    }

    private static void statement(Page page, Statement statement) {
        List<String> lines = Visible.block(statement.sql().strip()).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            page.line("     " + lines.get(i) + (i + 1 == lines.size() ? ";" : ""));
        }
        if (statement.kind() == Statement.Kind.COPY) {
            page.line(Tone.FAINT, "     -- its rows are not shown");
        }
    }

    private static String heading(Outline outline) {
        String way = outline.step().direction() == Direction.UP ? "apply " : "undo ";
        return way
                + Labels.of(outline.step().version(), outline.step().migration().title());
    }

    private static String how(Outline outline) {
        if (outline.program()) {
            return outline.oneTransaction()
                    ? "program, in one transaction"
                    : "program, each batch committed on its own"
                            + outline.step()
                                    .progress()
                                    .filter(Progress::committed)
                                    .map(left -> "; goes on after " + Spans.count(left.rows(), "row"))
                                    .orElse("");
        }
        if (outline.statements() == 0) {
            return "no statements: it is only recorded";
        }
        String statements = Spans.count(outline.statements(), "statement");
        boolean single = outline.statements() == 1;
        if (outline.oneTransaction()) {
            return statements + (single ? ", in a transaction" : ", all in one transaction");
        }
        if (single) {
            return statements + ", committed on its own";
        }
        String units = statements + " in " + Spans.count(outline.units(), "unit") + ", each committed on its own";
        return outline.from() > 1 ? units + "; goes on at unit " + outline.from() : units;
    }

    private String summary() {
        int steps = preview.plan().steps().size();
        if (!preview.plan().runnable()) {
            return "this plan is refused: "
                    + Spans.count(preview.plan().problems().size(), "problem");
        }
        if (steps == 0) {
            return "there is nothing to do";
        }
        return Spans.count(steps, "migration")
                + (preview.plan().direction() == Direction.UP ? " to apply" : " to undo");
    }

    private static void hooks(Page page, List<PlannedHook> hooks) {
        if (hooks.isEmpty()) {
            return;
        }
        Table table = new Table("around them", "runs", "");
        for (PlannedHook hook : hooks) {
            table.row(Table.Cell.of(hook.at()), Table.Cell.of(hook.name()), new Table.Cell(how(hook), Tone.FAINT));
        }
        table.print(page);
        page.gap();
    }

    private static String how(PlannedHook hook) {
        if (hook.at().equals("bootstrap")) {
            return "once, before the history begins";
        }
        if (hook.each()) {
            return hook.sql() ? "SQL, in the transaction of each migration" : "a command, outside of its transaction";
        }
        return hook.sql() ? "SQL, in a transaction of its own" : "a command";
    }

    static void prerequisites(Page page, List<Prerequisite> prerequisites) {
        if (prerequisites.isEmpty()) {
            return;
        }
        Table table = new Table("needed", "is", "by");
        for (Prerequisite needed : prerequisites) {
            table.row(
                    Table.Cell.of(needed.name()),
                    found(needed.state(), page.style()),
                    Table.Cell.of(needed.needed().text()));
        }
        table.print(page);
        page.gap();
    }

    private static Table.Cell found(Prerequisite.State state, Style style) {
        return switch (state) {
            case EXISTS -> new Table.Cell(style.tick() + " there", Tone.GOOD);
            case COMING -> new Table.Cell(style.arrow() + " created by a migration before it", Tone.NORMAL);
            case MISSING -> new Table.Cell(style.cross() + " missing", Tone.BAD);
        };
    }

    static void problems(Page page, List<Problem> problems) {
        for (Problem problem : problems) {
            page.line(page.style().paint(Tone.BAD, page.style().cross()) + " " + Visible.line(problem.message()));
            if (!problem.hint().isEmpty()) {
                page.line(Tone.FAINT, "  " + Visible.line(problem.hint()));
            }
        }
        if (!problems.isEmpty()) {
            page.gap();
        }
    }

    static void prerequisites(Json json, List<Prerequisite> prerequisites) {
        json.list(
                "prerequisites",
                prerequisites,
                needed -> json.text("name", needed.name())
                        .text("needed_by", needed.needed().text())
                        .text("state", Names.of(needed.state())));
    }

    static void problems(Json json, List<Problem> problems) {
        json.list(
                "problems",
                problems,
                problem -> json.text("cause", Names.of(problem.cause()))
                        .text("version", problem.version().map(Version::text))
                        .text("message", problem.message())
                        .text("hint", problem.hint()));
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.text("direction", Names.of(preview.plan().direction()));
        json.text("plan", preview.hash());
        json.list("steps", preview.outlines(), outline -> {
            json.text("version", outline.step().version().text())
                    .text("title", outline.step().migration().title())
                    .text("file", outline.step().migration().file().toString())
                    .truth("program", outline.program())
                    .truth("transaction", outline.oneTransaction())
                    .number("from_unit", outline.from())
                    .number("units", outline.units());
            Script script = scripts.get(outline.step().version());
            List<Statement> statements = sql && script != null ? script.executable() : List.of();
            json.list(
                    "statements",
                    statements,
                    statement -> json.number("number", statement.number())
                            .number("line", statement.line())
                            .text("sql", statement.sql()));
        });
        json.list(
                "hooks",
                preview.hooks(),
                hook -> json.text("at", hook.at()).text("name", hook.name()).truth("sql", hook.sql()));
        prerequisites(json, preview.prerequisites());
        problems(json, preview.plan().problems());
    }
}
