package dev.belay.tui.report;

import dev.belay.backup.restore.ObjectResult;
import dev.belay.backup.restore.ObjectResult.Outcome;
import dev.belay.backup.restore.RestoreOptions;
import dev.belay.backup.restore.RestoreResult;
import dev.belay.core.Kind;
import java.util.List;
import java.util.Locale;

/** How a restore went, object by object. */
public record RestoreReport(Where where, String archive, RestoreResult result) implements Report {
    private static final int SHOWN = 20;

    /** What stopped a restore into a database that was empty. */
    public static FailureReport failure(RestoreResult result, Kind kind) {
        return failure(result, kind, RestoreOptions.DEFAULT);
    }

    /** What stopped it, for people and for the exit code. */
    public static FailureReport failure(RestoreResult result, Kind kind, RestoreOptions options) {
        String came = result.of(Outcome.RESTORED).size() + " of "
                + Spans.count(result.objects().size(), "object");
        String state = options.target() == RestoreOptions.Target.AS_IS
                ? came + " came into the database \"" + result.database() + "\""
                : "the database \"" + result.database() + "\" is incomplete: " + came + " came into it";
        return result.culprit()
                .map(object -> FailureReport.of(
                        kind,
                        object.kind() + " " + object.name() + ": "
                                + object.error().orElseThrow().message() + "; " + state,
                        hint(object, options)))
                .orElseGet(() -> FailureReport.of(kind, "stopped; " + state, again(options)));
    }

    /** Whoever restores beside what is there is never told to drop that. */
    private static String again(RestoreOptions options) {
        boolean rows = options.part() == RestoreOptions.Part.DATA;
        if (options.target() == RestoreOptions.Target.AS_IS) {
            return rows
                    ? "delete the rows that came into other tables, and run it again"
                    : "drop what this run has made, and run it again: what was there before is as it was";
        }
        return rows
                ? "run it again with --data-only --clean, which empties the tables first"
                : "run it again with --clean, or drop the database";
    }

    private static String hint(ObjectResult object, RestoreOptions options) {
        String own = object.error().orElseThrow().hint();
        String next = "mend the cause, then "
                + (object.kind().equals(ObjectResult.STATEMENT) ? plainAgain(options) : again(options));
        return own.isEmpty() ? next : own + "; " + next;
    }

    /** Of what a dump in plain SQL has made nothing is known that could be dropped. */
    private static String plainAgain(RestoreOptions options) {
        return options.target() == RestoreOptions.Target.AS_IS
                ? "take back what the dump has done before that line, and run it again"
                : "run it again into an empty database";
    }

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        result.notes().forEach(note -> page.line("note: " + Visible.line(note)));
        for (ObjectResult object : result.failed()) {
            page.line(page.style().paint(Tone.BAD, page.style().cross()) + " "
                    + Visible.line(object.kind() + " " + object.name() + ": "
                            + object.error().orElseThrow().message()));
        }
        List<ObjectResult> lost = result.of(Outcome.NOT_RESTORED);
        lost.stream()
                .limit(SHOWN)
                .forEach(object -> page.line(
                        page.style().dot() + " not restored: " + Visible.line(object.kind() + " " + object.name())));
        if (lost.size() > SHOWN) {
            page.line(page.style().dot() + " and " + (lost.size() - SHOWN) + " more");
        }
        String sign = result.ok()
                ? page.style().paint(Tone.GOOD, page.style().tick())
                : page.style().cross();
        page.line(sign + " " + Visible.line(archive) + ": " + Spans.count(result.tables(), "table") + ", "
                + Spans.count(result.rows(), "row") + ", " + Sizes.of(result.bytes()) + " in "
                + Spans.of(result.took()));
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.text("archive", archive)
                .number("bytes", result.bytes())
                .number("tables", result.tables())
                .number("rows", result.rows())
                .number("ms", result.took().toMillis())
                .texts("notes", result.notes());
        json.list(
                "objects",
                result.objects(),
                object -> json.text("kind", object.kind())
                        .text("name", object.name())
                        .text("outcome", object.outcome().name().toLowerCase(Locale.ROOT))
                        .number("rows", object.rows())
                        .number("bytes", object.bytes())
                        .number("ms", object.took().toMillis())
                        .text("error", object.error().map(ObjectResult.Failure::message))
                        .text("sqlstate", object.error().flatMap(ObjectResult.Failure::state)));
    }
}
