package dev.belay.tui.report;

import dev.belay.core.history.JournalLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runs that the journal knows, newest first.
 *
 * @param where which database
 * @param runs one per run
 */
public record RunsReport(Where where, List<Run> runs) implements Report {
    public RunsReport {
        runs = List.copyOf(runs);
    }

    /**
     * One run, or one change of the history by hand.
     *
     * @param id of the run
     * @param began when its first line was written
     * @param what the events of it that changed something, in order: {@code 2 steps applied}
     * @param user of the database
     * @param detail JSON: who, from where, with which verb
     * @param message how it ended, where it ended badly, or the reason that was given
     * @param finished whether its end was recorded
     * @param stopped whether somebody stopped it
     */
    public record Run(
            String id,
            String began,
            String what,
            String user,
            String detail,
            String message,
            boolean finished,
            boolean stopped) {
        /** In words: who began it, from where, with which verb of which release; empty where nobody wrote that down. */
        public String origin() {
            Map<String, String> facts = JsonMembers.of(detail);
            List<String> words = new ArrayList<>();
            Optional.ofNullable(facts.get("user")).ifPresent(name -> words.add("by " + name));
            Optional.ofNullable(facts.get("host")).ifPresent(name -> words.add("from " + name));
            Optional.ofNullable(facts.get("verb")).ifPresent(verb -> words.add("with belay " + verb));
            Optional.ofNullable(facts.get("belay")).ifPresent(release -> words.add("of Belay " + release));
            return String.join(" ", words);
        }
    }

    private static final Set<String> ENDS = Set.of("step_applied", "step_reverted");
    /** What says no more, once it is known that all of the migration is done. */
    private static final Set<String> ON_THE_WAY =
            Set.of("step_started", "unit_started", "unit_retry", "unit_done", "batch_done");
    /** The exit codes of what was stopped by Ctrl-C, SIGTERM and SIGHUP. */
    private static final Set<String> SIGNALS = Set.of("130", "143", "129");
    /** Of these, what a failure does not say: how much was done before it. */
    private static final Set<String> DONE_BEFORE = Set.of("unit_done", "batch_done");

    /** From the lines of the journal, newest first. */
    public static RunsReport of(Where where, List<JournalLine> lines) {
        Map<String, List<JournalLine>> byRun = new LinkedHashMap<>();
        for (JournalLine line : lines) {
            byRun.computeIfAbsent(line.run(), run -> new ArrayList<>()).add(0, line);
        }
        return new RunsReport(
                where, byRun.values().stream().map(RunsReport::run).toList());
    }

    private static Run run(List<JournalLine> lines) {
        JournalLine first = lines.get(0);
        Map<String, Integer> counts = new LinkedHashMap<>();
        Set<Long> passed = passed(lines);
        String message = "";
        for (JournalLine line : lines) {
            if (!line.event().startsWith("run_")
                    && !line.event().startsWith("unit_started")
                    && !line.event().equals("usage_counted")
                    && !passed.contains(line.id())) {
                counts.merge(line.event(), 1, Integer::sum);
            }
            message = line.message().isEmpty() ? message : line.message();
        }
        List<String> what = new ArrayList<>();
        counts.forEach((event, count) -> what.add(counted(count, event)));
        boolean finished = !first.event().equals("run_started")
                || lines.stream().anyMatch(line -> line.event().equals("run_finished"));
        return new Run(
                first.run(),
                first.at(),
                String.join(", ", what),
                first.user(),
                first.detail(),
                message,
                finished,
                stopped(lines));
    }

    private static boolean stopped(List<JournalLine> lines) {
        return lines.stream()
                .filter(line -> line.event().equals("run_finished"))
                .map(line -> JsonMembers.of(line.detail()).getOrDefault("exit", ""))
                .anyMatch(SIGNALS::contains);
    }

    /** Of the lines of one run, in order, those that say something once all of them are known. */
    public static List<JournalLine> telling(List<JournalLine> lines) {
        Set<Long> passed = passed(lines);
        return lines.stream()
                .filter(line -> !passed.contains(line.id()) && !line.event().equals("usage_counted"))
                .toList();
    }

    /** The lines about the way to an end that was reached. */
    private static Set<Long> passed(List<JournalLine> lines) {
        Set<Long> passed = new HashSet<>();
        Set<String> ended = new HashSet<>();
        Set<String> failed = new HashSet<>();
        for (int i = lines.size() - 1; i >= 0; i--) {
            JournalLine line = lines.get(i);
            if (ENDS.contains(line.event())) {
                ended.add(line.version());
            } else if (line.event().equals("step_failed")) {
                failed.add(line.version());
            } else if (ON_THE_WAY.contains(line.event())
                    && (ended.contains(line.version())
                            || (failed.contains(line.version()) && !DONE_BEFORE.contains(line.event())))) {
                passed.add(line.id());
            }
        }
        return passed;
    }

    /** Events begin with what they happen to. */
    private static String counted(int count, String event) {
        String words = event.replace('_', ' ');
        return count + " " + (count == 1 ? words : words.replaceFirst("^(step|unit|hook)\\b", "$1s"));
    }

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        page.gap();
        Table table = new Table("began", "run", "what", "user", "end", "message");
        for (Run run : runs) {
            table.row(
                    new Table.Cell(run.began(), Tone.FAINT),
                    Table.Cell.of(run.id()),
                    Table.Cell.of(run.what().isEmpty() ? "nothing" : run.what()),
                    Table.Cell.of(run.user()),
                    run.finished() ? Table.Cell.of("recorded") : new Table.Cell("not recorded", Tone.WARNING),
                    Table.Cell.of(run.message()));
        }
        if (table.isEmpty()) {
            page.line("the journal has nothing to tell");
        } else {
            table.print(page);
        }
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.list("runs", runs, run -> {
            json.text("run", run.id())
                    .text("began", run.began())
                    .text("what", run.what())
                    .text("user", run.user())
                    .text("message", Optional.of(run.message()).filter(text -> !text.isEmpty()))
                    .truth("finished", run.finished());
            json.raw("detail", run.detail().isEmpty() ? "{}" : run.detail());
        });
    }
}
