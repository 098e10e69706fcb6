package dev.belay.tui.report;

import dev.belay.core.migration.Version;
import dev.belay.verify.adoption.AdoptionResult;
import dev.belay.verify.adoption.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which migrations are in a database, and which were recorded.
 *
 * @param written those that the history says now
 */
public record AdoptReport(Where where, AdoptionResult result, List<Version> written) implements Report {
    private static final int MOST = 30;

    public AdoptReport {
        written = List.copyOf(written);
    }

    /** What ended the scratch before its time. */
    public Optional<FailureReport> failure() {
        return result.failure().map(failure -> new FailureReport(failure, Optional.empty()));
    }

    /** Whether something is there by half. */
    public boolean partly() {
        return !result.in(Presence.PARTLY).isEmpty();
    }

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        page.gap();
        result.entries().forEach(entry -> entry(page, entry));
        page.gap();
        page.line(summary());
        if (written.isEmpty() && !result.adoptable().isEmpty()) {
            page.line(Tone.FAINT, "belay adopt --write records what is in place; nothing of it is run");
        }
        if (!result.in(Presence.UNDONE).isEmpty() || !result.in(Presence.UNSEEN).isEmpty()) {
            page.line(
                    Tone.FAINT,
                    "what nobody can tell is yours to say: belay resolve --applied where it was run, belay up where not");
        }
        if (partly()) {
            page.line(
                    Tone.FAINT,
                    "what is there by half: bring the rest about by hand and say belay resolve --applied, or take it"
                            + " away and go on with belay up");
        }
    }

    private void entry(Page page, AdoptionResult.Entry entry) {
        Style style = page.style();
        String mark = switch (entry.evidence().presence()) {
            case RECORDED, IN_PLACE -> style.paint(Tone.GOOD, style.tick());
            case PARTLY -> style.paint(Tone.BAD, style.cross());
            case MISSING, UNDONE, UNSEEN, UNTRIED -> style.paint(Tone.FAINT, style.dot());
        };
        page.line(mark + " " + Visible.line(Labels.of(entry.version(), entry.title())) + "  "
                + style.paint(Tone.FAINT, words(entry)));
        if (entry.evidence().presence() == Presence.PARTLY) {
            List<String> lines = differences(entry);
            lines.stream().limit(MOST).forEach(line -> page.line("    " + Visible.line(line)));
            if (lines.size() > MOST) {
                page.line("    and " + (lines.size() - MOST) + " more");
            }
        }
    }

    private String words(AdoptionResult.Entry entry) {
        if (written.contains(entry.version())) {
            return "in place, now recorded";
        }
        return switch (entry.evidence().presence()) {
            case RECORDED -> "recorded already";
            case IN_PLACE -> entry.undoneBy().isEmpty() ? "in place" : "in place, as " + others(entry) + " shows";
            case PARTLY ->
                "partly in place: " + entry.evidence().found() + " of "
                        + Spans.count(entry.evidence().facts(), "fact");
            case MISSING -> "missing";
            case UNDONE -> "cannot be told: the schema is as it would be without it and " + others(entry);
            case UNSEEN -> "changes nothing that can be seen in the schema";
            case UNTRIED -> "not tried";
        };
    }

    private static String others(AdoptionResult.Entry entry) {
        return entry.undoneBy().stream().map(Version::text).collect(Collectors.joining(", "));
    }

    /** From what should be there to what is. */
    private static List<String> differences(AdoptionResult.Entry entry) {
        List<String> lines = new ArrayList<>();
        entry.evidence().difference().removed().forEach(id -> lines.add(id + " is missing"));
        entry.evidence().difference().added().forEach(id -> lines.add(id + " is there still"));
        entry.evidence()
                .difference()
                .changed()
                .forEach((id, changes) -> changes.forEach(change -> {
                    List<String> some = change.lines();
                    lines.add(id + ": " + some.get(0));
                    lines.addAll(some.subList(1, some.size()));
                }));
        return lines;
    }

    private String summary() {
        List<String> parts = new ArrayList<>();
        for (Presence presence : Presence.values()) {
            int count = result.in(presence).size();
            if (count > 0) {
                parts.add(count + " " + Names.spoken(presence));
            }
        }
        return parts.isEmpty() ? "there are no migrations" : String.join(", ", parts);
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.list("migrations", result.entries(), entry -> {
            json.text("version", entry.version().text())
                    .text("title", entry.title())
                    .text("presence", Names.of(entry.evidence().presence()))
                    .number("found", entry.evidence().found())
                    .number("facts", entry.evidence().facts());
            json.texts("undone_by", entry.undoneBy().stream().map(Version::text).toList());
            json.texts("differences", differences(entry));
        });
        json.texts("written", written.stream().map(Version::text).toList());
    }
}
