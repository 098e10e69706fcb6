package dev.belay.tui.report;

import dev.belay.core.apply.Failure;
import dev.belay.core.apply.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the demo ended, and what to try next. Its steps were told as they happened. */
public record DemoReport(Result result) implements Report {
    /** Something that the team counts after a migration. */
    public record Count(String what, long expected, long found) {
        public boolean right() {
            return expected == found;
        }
    }

    /**
     * How it ended.
     *
     * @param server its version, as it says itself
     * @param rehearsal before the first way up
     * @param runs up, down and up again, as far as it came
     * @param counts after the last way up
     * @param verified what the spec of the project says, after the last way up
     * @param cameBack how the backup was restored, if it came so far
     * @param left what the way down left behind, but for the histories
     * @param kept the server, if it runs on
     * @param took from the start of the server
     */
    public record Result(
            String server,
            RehearseReport rehearsal,
            List<RunResult> runs,
            List<Count> counts,
            dev.belay.verify.Report verified,
            Optional<Return> cameBack,
            List<String> left,
            Optional<Kept> kept,
            Duration took) {
        /** Whether everything came out as it must. */
        public boolean good() {
            return rehearsal.result().good()
                    && runs.size() == 3
                    && runs.stream().allMatch(RunResult::ok)
                    && !counts.isEmpty()
                    && counts.stream().allMatch(Count::right)
                    && verified.passed()
                    && cameBack.map(Return::good).orElse(false)
                    && left.isEmpty();
        }
    }

    /**
     * A backup that was restored twice: into a scratch, where it was compared, and into a database of its own.
     *
     * @param bytes of the archive
     * @param findings what is not equal, or could not be restored
     */
    public record Return(long bytes, long tables, long rows, List<String> findings) {
        public boolean good() {
            return findings.isEmpty();
        }
    }

    /**
     * A server that runs on.
     *
     * @param project the folder whose migrations are there
     */
    public record Kept(String url, long pid, Path folder, Path project) {}

    /** Each migration in a line, and what came of all of them. */
    public static void rehearsed(Page page, RehearseReport report) {
        report.outline(page);
    }

    /** What the team counts, beside what there should be. */
    public static void counts(Page page, List<Count> counts) {
        for (Count count : counts) {
            String mark = count.right()
                    ? page.style().paint(Tone.GOOD, page.style().tick())
                    : page.style().paint(Tone.BAD, page.style().cross());
            String wrong = count.right() ? "" : ", not " + count.expected();
            page.line(mark + " " + count.found() + " " + count.what() + wrong);
        }
    }

    /** What the spec says, in one line; each finding where there are some. */
    public static void verified(Page page, dev.belay.verify.Report verified) {
        verified.findings()
                .forEach(finding -> page.line(
                        Tone.BAD,
                        page.style().cross() + " " + Visible.line(finding.object() + " " + finding.message())));
        if (verified.passed()) {
            page.line(page.style().paint(Tone.GOOD, page.style().tick()) + " "
                    + Spans.count(verified.checked().size(), "check") + " of verify.yaml, "
                    + Spans.count(verified.accepted().size(), "known finding"));
        }
    }

    public static void cameBack(Page page, Return result) {
        String mark = result.good()
                ? page.style().paint(Tone.GOOD, page.style().tick())
                : page.style().paint(Tone.BAD, page.style().cross());
        page.line(mark + " " + Spans.count(result.tables(), "table") + ", " + Spans.count(result.rows(), "row") + " in "
                + Sizes.of(result.bytes()) + (result.good() ? ", all equal" : ": not what was backed up"));
        result.findings().forEach(finding -> page.line("  " + Visible.line(finding)));
    }

    @Override
    public void text(Page page) {
        page.gap();
        if (result.good()) {
            page.line(
                    Tone.GOOD,
                    "rehearsed, up, down, up again, verified and back from a backup on PostgreSQL " + result.server()
                            + " in " + Spans.of(result.took()));
        } else {
            bad(page);
        }
        page.gap();
        next(page);
    }

    private void bad(Page page) {
        page.line(Tone.BAD, "that did not go as it should");
        result.rehearsal().result().failure().ifPresent(failure -> failure(page, failure));
        result.left().forEach(name -> page.line("  left behind: " + Visible.line(name)));
        result.runs().forEach(run -> run.failure().ifPresent(failure -> failure(page, failure)));
    }

    private static void failure(Page page, Failure failure) {
        page.line("  " + Visible.block(failure.message()));
        if (!failure.hint().isEmpty()) {
            page.line("  hint: " + Visible.block(failure.hint()));
        }
    }

    private void next(Page page) {
        if (result.kept().isPresent()) {
            Kept kept = result.kept().get();
            page.line("The server goes on. Try next:");
            page.line("  cd " + word(kept.project()));
            page.line("  export DATABASE_URL=" + kept.url());
            page.line("  belay tui               everything on the full screen; q leaves it");
            page.line("  belay status");
            page.line("  belay verify");
            page.line("  belay down");
            page.line("  belay sql -c 'SELECT * FROM feature_flags'");
            page.line("  belay --help");
            // The server takes its own files away first: whoever removes them meanwhile meets one that is gone.
            page.line("Stop it with: kill -INT " + kept.pid() + " && while kill -0 " + kept.pid()
                    + " 2>/dev/null; do sleep 0.1; done; rm -r " + kept.folder());
        } else {
            page.line("The server is gone, with everything in it. Try next:");
            page.line("  belay demo --keep       the same, and the server stays, to play with");
            page.line("  belay doctor            in a folder with a belay.yaml: what works of your connection");
            page.line("  belay status            how your own migrations stand; nothing is written");
            page.line("  belay help              everything else");
        }
    }

    /** As a shell takes it. */
    private static String word(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./:@%+=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    @Override
    public void json(Json json) {
        json.text("server", result.server())
                .truth("rehearsed", result.rehearsal().result().good())
                .list(
                        "runs",
                        result.runs(),
                        run -> json.list("steps", run.steps(), step -> RunReport.step(json, step))
                                .number("ms", run.took().toMillis()))
                .list(
                        "counts",
                        result.counts(),
                        count -> json.text("what", count.what())
                                .number("expected", count.expected())
                                .number("found", count.found()))
                .number("checks", result.verified().checked().size())
                .number("findings", result.verified().findings().size())
                .object(
                        "restored",
                        result.cameBack(),
                        back -> json.number("tables", back.tables())
                                .number("rows", back.rows())
                                .number("bytes", back.bytes())
                                .truth("ok", back.good()))
                .texts("left", result.left())
                .text("url", result.kept().map(Kept::url))
                .number("pid", result.kept().map(Kept::pid))
                .number("ms", result.took().toMillis());
    }
}
