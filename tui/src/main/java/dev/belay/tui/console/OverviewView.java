package dev.belay.tui.console;

import dev.belay.backup.DrillRecord;
import dev.belay.backup.Shelf;
import dev.belay.core.activity.Pulse;
import dev.belay.core.apply.State;
import dev.belay.tui.report.ConfigReport;
import dev.belay.tui.report.DoctorReport;
import dev.belay.tui.report.RunsReport;
import dev.belay.tui.report.Sizes;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Canvas;
import dev.belay.tui.screen.Feed;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.View;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How everything is, on one page, and where to go from here. */
final class OverviewView implements View {
    private final Deck deck;
    private final Trend trend = new Trend();
    private final List<Action> actions;
    private final List<Feed<?>> feeds;
    /** Whether the server did not answer when it was last seen. */
    private boolean away;

    OverviewView(Deck deck) {
        this.deck = deck;
        Live live = deck.live();
        this.feeds =
                List.of(live.pulse, live.migrations, live.runs, live.backups, live.system, live.health, live.drift);
        this.actions = List.of(
                Action.command(
                                "d",
                                "doctor",
                                "Try the connection step by step: what works, and the way out.",
                                "belay doctor",
                                this::doctor)
                        .saying(() -> deck.command("doctor")),
                Action.command(
                                "c",
                                "configuration",
                                "Show every effective key and where it came from, secrets masked.",
                                "belay config",
                                this::config)
                        .saying(() -> deck.command("config")),
                Action.command(
                                "v",
                                "validate",
                                "Examine files, names, seeds and hooks, and what differs from what was applied.",
                                "belay validate",
                                this::validate)
                        .saying(() -> deck.command("validate")),
                Action.here("r", "refresh", "Ask everything again.", deck.live()::refresh));
    }

    @Override
    public String name() {
        return "Overview";
    }

    @Override
    public String purpose() {
        return "see how everything is, and where to go";
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    private void doctor() {
        deck.fetchToAsk(
                "trying the connection",
                deck.toolkit()::doctor,
                steps -> deck.dialogs().show("Doctor", Deck.lines(new DoctorReport(deck.where(), steps), true)));
    }

    private void config() {
        deck.dialogs()
                .show(
                        "Configuration",
                        Deck.lines(new ConfigReport(deck.toolkit().config()), true));
    }

    private void validate() {
        deck.fetchToAsk(
                "examining the files",
                () -> deck.toolkit().validate(false),
                report -> deck.dialogs().show("Validate", Deck.lines(report, true)));
    }

    @Override
    public void tick(Instant now) {
        boolean lost = deck.live().pulse.trouble().isPresent();
        if (away && !lost) {
            feeds.stream().filter(feed -> feed.trouble().isPresent()).forEach(Feed::refresh);
        }
        away = lost;
        feeds.forEach(feed -> feed.tick(now));
        deck.live().pulse.value().ifPresent(trend::add);
    }

    @Override
    public void look() {
        deck.live().renew(deck.now());
    }

    @Override
    public void draw(Canvas canvas) {
        int half = canvas.width() / 2;
        boolean low = canvas.height() < 24;
        int first = Math.min(low ? 8 : 9, canvas.height());
        int second = Math.max(0, Math.min(low ? 5 : 6, canvas.height() - first));
        int right = canvas.width() - half;
        write(canvas.part(0, 0, half, first).box("Server", false), server(canvas, half));
        write(canvas.part(half, 0, right, first).box("2 Migrations", false), migrations(canvas));
        write(canvas.part(0, first, half, second).box("4 Backups", false), backups(canvas));
        write(canvas.part(half, first, right, second).box("5 Verify", false), health(canvas));
        int rest = canvas.height() - first - second;
        if (rest >= 3) {
            write(canvas.part(0, first + second, canvas.width(), rest).box("What to do", false), advice(rest - 2));
        }
    }

    /** Nothing is cut off where there is room for it, and each line has at least a row. */
    private static void write(Canvas box, List<Line> lines) {
        int y = 0;
        for (int i = 0; i < lines.size() && y < box.height(); i++) {
            int room = Math.max(1, box.height() - y - (lines.size() - i - 1));
            for (Line row : lines.get(i).folded(box.width() - 1, room)) {
                box.put(1, y++, row);
            }
        }
    }

    private static Line fact(String name, String text) {
        return Line.of(Ink.FAINT, "%-13s".formatted(name)).and(text);
    }

    private List<Line> server(Canvas canvas, int width) {
        List<Line> lines = new ArrayList<>();
        lines.add(fact("database", deck.where().database())
                .and(Ink.FAINT, " as " + deck.where().user()));
        Optional<Pulse> known = deck.live().pulse.value();
        known.ifPresent(pulse -> {
            lines.add(fact(
                            "PostgreSQL",
                            pulse.version().replaceFirst(" .*", "") + (pulse.replica() ? ", a replica" : ""))
                    .and(Ink.FAINT, ", up " + Ages.of(Duration.between(pulse.started(), pulse.now()))));
            lines.add(fact("size", Sizes.of(pulse.bytes())));
            int room = Math.max(4, Math.min(40, width - 32));
            lines.add(fact("connections", "%-9s ".formatted(pulse.connections() + "/" + pulse.limit()))
                    .and(Ink.BAR, canvas.signs().sparkline(trend.connections(), room)));
            lines.add(fact(
                            "transactions",
                            "%-9s "
                                    .formatted(trend.rate()
                                            .map(OverviewView::perSecond)
                                            .orElse("…")))
                    .and(Ink.BAR, canvas.signs().sparkline(trend.transactions(), room)));
            lines.add(fact("lock waits", "")
                    .and(
                            pulse.blocked() > 0 ? Ink.BAD : Ink.NORMAL,
                            pulse.blocked() == 0 ? "none" : pulse.blocked() + " wait; 6 shows for whom"));
        });
        deck.state(deck.live().pulse).ifPresent(lines::add);
        return lines;
    }

    /** What is little is not called nothing. */
    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, rate > 0 && rate < 10 ? "%.1f/s" : "%.0f/s", rate);
    }

    private List<Line> migrations(Canvas canvas) {
        List<Line> lines = new ArrayList<>();
        deck.live().migrations.value().ifPresent(known -> {
            Map<State, Integer> counts = new EnumMap<>(State.class);
            known.standing().entries().forEach(entry -> counts.merge(entry.state(), 1, Integer::sum));
            counts.forEach((state, count) ->
                    lines.add(Line.of(ink(state), "%5d ".formatted(count)).and(MigrationRow.word(state))));
            if (counts.isEmpty()) {
                lines.add(Line.of("there are none yet"));
            }
        });
        deck.state(deck.live().migrations).ifPresent(lines::add);
        deck.live()
                .runs
                .value()
                .ifPresent(known -> lines.add(RunsReport.of(deck.where(), known).runs().stream()
                        .findFirst()
                        .map(run -> fact(
                                        "last run",
                                        run.began().length() > 16 ? run.began().substring(0, 16) : run.began())
                                .and(run.message().isEmpty() ? Ink.GOOD : Ink.NORMAL, "  " + run.what()))
                        .orElse(fact("last run", "none"))));
        return lines.subList(0, Math.min(lines.size(), Math.max(0, canvas.height())));
    }

    private static long count(Live.Migrations known, Set<State> states) {
        return known.standing().entries().stream()
                .filter(entry -> states.contains(entry.state()))
                .count();
    }

    private static Ink ink(State state) {
        return switch (state) {
            case APPLIED, BASELINE -> Ink.GOOD;
            case PENDING, OUTDATED, ROLLED_BACK, PARTIAL -> Ink.WARNING;
            case CHANGED, MISSING, FAILED, UNREADABLE -> Ink.BAD;
        };
    }

    private List<Line> backups(Canvas canvas) {
        List<Line> lines = new ArrayList<>();
        deck.live().ownBackups().ifPresent(own -> {
            Optional<Shelf> newest = own.stream()
                    .filter(Live::reliable)
                    .findFirst()
                    .or(() -> own.stream().filter(Shelf::good).findFirst());
            lines.add(newest.map(shelf -> fact(
                                    "last", Ages.ago(shelf.time(), deck.now()) + ", " + Sizes.of(shelf.size()))
                            .and(Ink.WARNING, shelf.whole() ? "" : ", only " + shelf.contents()))
                    .orElse(fact("last", "none").and(Ink.WARNING, "")));
            Optional<DrillRecord> drill = own.stream()
                    .flatMap(shelf -> shelf.drill().stream())
                    .max(java.util.Comparator.comparing(DrillRecord::at));
            lines.add(drill.map(record -> fact("last drill", "")
                            .and(
                                    record.ok() ? Ink.GOOD : Ink.BAD,
                                    (record.ok() ? "passed " : "FAILED ") + Ages.ago(record.at(), deck.now())))
                    .orElse(fact("last drill", "").and(newest.isPresent() ? Ink.WARNING : Ink.NORMAL, "never")));
        });
        deck.live()
                .backups
                .value()
                .ifPresent(listing ->
                        lines.add(fact("in all", listing.shelves().size() + " in " + deck.shown(listing.place()))));
        deck.state(deck.live().backups).ifPresent(lines::add);
        return lines.subList(0, Math.min(lines.size(), Math.max(0, canvas.height())));
    }

    private List<Line> health(Canvas canvas) {
        List<Line> lines = new ArrayList<>();
        deck.live()
                .health
                .value()
                .ifPresent(report -> lines.add(fact("health", "").and(worst(report), words(report))));
        deck.state(deck.live().health).ifPresent(lines::add);
        deck.live()
                .drift
                .value()
                .ifPresent(found -> lines.add(found.map(report -> fact("drift", "")
                                .and(
                                        report.same() ? Ink.GOOD : Ink.BAD,
                                        report.same() ? "none" : "the schema is not that of the snapshot"))
                        .orElse(fact("drift", "no snapshot to compare with"))));
        // What is wrong with both is said once.
        deck.state(deck.live().drift).filter(line -> !lines.contains(line)).ifPresent(lines::add);
        return lines.subList(0, Math.min(lines.size(), Math.max(0, canvas.height())));
    }

    private static Ink worst(Report report) {
        return report.findings().stream()
                .map(Finding::severity)
                .max(java.util.Comparator.naturalOrder())
                .map(CheckRow::ink)
                .orElse(Ink.GOOD);
    }

    private static String words(Report report) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        report.findings().forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((severity, count) -> parts.add(
                0,
                Spans.count(
                        count,
                        severity == Severity.INFO ? "note" : severity.name().toLowerCase(Locale.ROOT))));
        return parts.isEmpty() ? "nothing found" : String.join(", ", parts);
    }

    /** The way on, from what is known, the most urgent first; and at the end what everybody should know. */
    private List<Line> advice(int rows) {
        List<Line> lines = wayOn();
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

    private List<Line> wayOn() {
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

    @Override
    public boolean take(String key) {
        return false;
    }

    @Override
    public String copied() {
        return deck.where().url();
    }
}
