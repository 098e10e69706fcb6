package dev.belay.tui.report;

import dev.belay.core.history.JournalLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the journal says, newest first.
 *
 * @param where which database
 * @param lines of the journal
 * @param version what was run for one version, if one was asked for
 */
public record HistoryReport(Where where, List<JournalLine> lines, Optional<Text> version) implements Report {
    /** As {@code jsonb_object} makes them: texts alone. */
    private static final Pattern PAIR = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\": \"((?:[^\"\\\\]|\\\\.)*)\"");

    public HistoryReport {
        lines = List.copyOf(lines);
    }

    /**
     * What was run for a version, beside what its file says now.
     *
     * @param ran the text that was run, if it was kept
     * @param now the file as it is, if it is there
     */
    public record Text(Optional<String> ran, Optional<String> now) {
        boolean changed() {
            return ran.isPresent()
                    && now.isPresent()
                    && !Difference.lines(ran.get()).equals(Difference.lines(now.get()));
        }

        List<String> difference() {
            return changed() ? Difference.between(ran.orElse(""), now.orElse("")) : List.of();
        }
    }

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        page.gap();
        Table table = new Table("at", "event", "version", "unit", "took", "user", "message");
        for (JournalLine line : lines) {
            table.row(
                    new Table.Cell(line.at(), Tone.FAINT),
                    new Table.Cell(line.event().replace('_', ' '), tone(line)),
                    Table.Cell.of(line.version()),
                    Table.Cell.of(line.unit().map(String::valueOf).orElse("")),
                    Table.Cell.of(line.milliseconds()
                            .map(ms -> Spans.of(java.time.Duration.ofMillis(ms)))
                            .orElse("")),
                    Table.Cell.of(line.user()),
                    Table.Cell.of(note(line)));
        }
        if (table.isEmpty()) {
            page.line("the journal has nothing to tell");
        } else {
            table.print(page);
        }
        version.filter(text -> text.ran().isPresent() || !lines.isEmpty()).ifPresent(text -> text(page, text));
    }

    private static Tone tone(JournalLine line) {
        return line.event().endsWith("failed") ? Tone.BAD : Tone.NORMAL;
    }

    private static String note(JournalLine line) {
        // A failed statement's message has its state already.
        if (!line.sqlState().isEmpty() && !line.message().contains("SQLSTATE " + line.sqlState())) {
            return line.message() + " (SQLSTATE " + line.sqlState() + ")";
        }
        return line.message().isEmpty() && line.event().startsWith("run_") ? spoken(line.detail()) : line.message();
    }

    /** Of the detail what people ask for: who began what, and how it ended. All of it is in the JSON. */
    private static String spoken(String detail) {
        Map<String, String> facts = new HashMap<>();
        for (Matcher pair = PAIR.matcher(detail); pair.find(); ) {
            facts.put(pair.group(1), pair.group(2));
        }
        if (facts.containsKey("verb")) {
            return facts.get("verb") + " by " + facts.getOrDefault("user", "somebody") + " on "
                    + facts.getOrDefault("host", "an unknown machine");
        }
        return facts.containsKey("exit") ? "exit code " + facts.get("exit") : detail;
    }

    private static void text(Page page, Text text) {
        page.gap();
        if (text.ran().isEmpty()) {
            page.line("the text that was run was not kept");
            return;
        }
        page.line(Tone.STRONG, "what was run:");
        text.ran().get().lines().forEach(line -> page.line("  " + Visible.block(line)));
        if (text.now().isEmpty()) {
            page.gap();
            page.line("there is no such file now");
        } else if (text.changed()) {
            page.gap();
            page.line(Tone.STRONG, "how the file differs now:");
            text.difference().forEach(line -> page.line(tone(line), "  " + Visible.block(line)));
        } else {
            page.line("the file is still the same");
        }
    }

    private static Tone tone(String line) {
        return line.startsWith("+") ? Tone.GOOD : line.startsWith("-") ? Tone.BAD : Tone.FAINT;
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.list("lines", lines, line -> {
            json.number("id", line.id())
                    .text("run", line.run())
                    .text("at", line.at())
                    .text("event", line.event())
                    .text("version", some(line.version()))
                    .text("direction", some(line.direction()))
                    .number("unit", line.unit())
                    .number("ms", line.milliseconds())
                    .text("user", line.user())
                    .text("sqlstate", some(line.sqlState()))
                    .text("message", some(line.message()));
            json.raw("detail", line.detail().isEmpty() ? "{}" : line.detail());
        });
        json.object(
                "text",
                version,
                text -> json.text("ran", text.ran())
                        .text("now", text.now())
                        .truth("changed", text.changed())
                        .texts("difference", text.difference()));
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
