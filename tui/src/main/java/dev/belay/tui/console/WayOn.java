package dev.belay.tui.console;

import dev.belay.backup.Shelf;
import dev.belay.core.apply.State;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where to go, from what is known, the most urgent first; and at the end what everybody should know. */
final class WayOn {
    private final Deck deck;

    WayOn(Deck deck) {
        this.deck = deck;
    }

    /** All of it. */
    List<Line> all() {
        return advice(Integer.MAX_VALUE);
    }

    /** In so many rows. */
    List<Line> advice(int rows) {
        List<Line> lines = urgent();
        List<Line> shown = new ArrayList<>(lines.subList(0, Math.min(lines.size(), rows - 1)));
        Line ways = Line.of(Ink.KEY, "?")
                .and(" what can be done here   ")
                .and(Ink.KEY, ":")
                .and(" everything   ")
                .and(Ink.KEY, "1-7")
                .and(" screens");
        shown.add(
                deck.toolkit().environments().size() < 2
                        ? ways
                        : ways.and("   ").and(Ink.KEY, "@").and(" environments"));
        return shown;
    }

    private List<Line> urgent() {
        List<Line> lines = new ArrayList<>();
        deck.jobs().running().ifPresent(job -> lines.add(key("3").and(Ink.STRONG, job.label() + " is going on")));
        deck.live()
                .pulse
                .trouble()
                .ifPresent(why ->
                        lines.add(key("d").and("the database cannot be reached: the doctor tries it step by step")));
        deck.live().migrations.value().ifPresent(known -> {
            long broken = count(known, Set.of(State.PARTIAL, State.FAILED));
            long wrong = count(known, Set.of(State.CHANGED, State.MISSING, State.UNREADABLE));
            long pending = count(known, Set.of(State.PENDING, State.ROLLED_BACK, State.OUTDATED));
            if (known.standing().entries().isEmpty()) {
                lines.add(key("2").and("there are no migrations yet: there n writes the first one"));
            }
            if (broken > 0) {
                lines.add(
                        key("2").and(broken + " failed or stopped halfway: there it says why, e edits it, u goes on"));
            }
            if (wrong > 0) {
                lines.add(key("2").and(Spans.count(wrong, "migration") + (wrong == 1 ? " needs" : " need")
                        + " a look: there it says why, and m resolves"));
            } else if (pending > 0) {
                lines.add(key("2").and(pending + " pending: there t rehearses, p shows the plan, u applies it"));
            }
        });
        deck.live()
                .pulse
                .value()
                .filter(pulse -> pulse.blocked() > 0)
                .ifPresent(pulse -> lines.add(key("6").and("sessions wait for locks: see who holds them up")));
        deck.live()
                .ownBackups()
                .filter(own -> own.stream().noneMatch(Live::reliable))
                .ifPresent(own -> lines.add(key("4").and(
                                own.stream().anyMatch(Shelf::good)
                                        ? "no good backup has all of this database: there b makes one"
                                        : "there is no good backup of this database: there b makes one")));
        if (deck.live().backups.trouble().isPresent()) {
            lines.add(key("4").and("no backups to be seen: there it says why, and p names another place"));
        }
        deck.live()
                .health
                .value()
                .filter(report -> !report.findings().isEmpty())
                .ifPresent(report -> lines.add(key("5").and("findings, each with what to do")));
        deck.live()
                .drift
                .value()
                .flatMap(found -> found)
                .filter(report -> !report.same())
                .ifPresent(report -> lines.add(
                        key("5").and("the schema is not that of the snapshot: there d shows both side by side")));
        return lines;
    }

    private static Line key(String key) {
        return Line.of(Ink.KEY, "%-4s".formatted(key));
    }

    private static long count(Live.Migrations known, Set<State> states) {
        return known.standing().entries().stream()
                .filter(entry -> states.contains(entry.state()))
                .count();
    }
}
