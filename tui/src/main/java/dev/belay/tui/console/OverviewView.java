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
import dev.belay.tui.screen.TextView;
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

/** How everything is, on one page, and where to go from here. */
final class OverviewView implements View {
    private final Deck deck;
    private final WayOn wayOn;
    private final Trend trend = new Trend();
    /** All of it below each other, where there is no room for boxes. */
    private final TextView page = new TextView();

    private boolean small;
    private final List<Action> actions;
    private final List<Feed<?>> feeds;
    /** Whether the server did not answer when it was last seen. */
    private boolean away;

    OverviewView(Deck deck) {
        this.deck = deck;
        this.wayOn = new WayOn(deck);
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
        small = canvas.width() < 60 || canvas.height() < 16;
        if (small) {
            Canvas inner = canvas.box("Overview", true);
            page.update(Line.folded(onOnePage(canvas), inner.width() - 1));
            page.draw(inner.part(1, 0, inner.width() - 1, inner.height()));
        } else {
            boxes(canvas);
        }
    }

    private List<Line> onOnePage(Canvas canvas) {
        List<Line> lines = new ArrayList<>(wayOn.all());
        lines.add(Line.of(Ink.TITLE, "2 Migrations"));
        lines.addAll(migrations());
        lines.add(Line.of(Ink.TITLE, "4 Backups"));
        lines.addAll(backups());
        lines.add(Line.of(Ink.TITLE, "5 Verify"));
        lines.addAll(health());
        lines.add(Line.of(Ink.TITLE, "Server"));
        lines.addAll(server(canvas, canvas.width()));
        return lines;
    }

    private void boxes(Canvas canvas) {
        int half = canvas.width() / 2;
        boolean low = canvas.height() < 24;
        int first = Math.min(low ? 8 : 9, canvas.height());
        int second = Math.max(0, Math.min(low ? 5 : 6, canvas.height() - first));
        int right = canvas.width() - half;
        write(canvas.part(0, 0, half, first).box("Server", false), server(canvas, half));
        write(canvas.part(half, 0, right, first).box("2 Migrations", false), migrations());
        write(canvas.part(0, first, half, second).box("4 Backups", false), backups());
        write(canvas.part(half, first, right, second).box("5 Verify", false), health());
        int rest = canvas.height() - first - second;
        if (rest >= 3) {
            write(
                    canvas.part(0, first + second, canvas.width(), rest).box("What to do", false),
                    wayOn.advice(rest - 2));
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

    private List<Line> migrations() {
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
        return lines;
    }

    private static Ink ink(State state) {
        return switch (state) {
            case APPLIED, BASELINE -> Ink.GOOD;
            case PENDING, OUTDATED, ROLLED_BACK, PARTIAL -> Ink.WARNING;
            case CHANGED, MISSING, FAILED, UNREADABLE -> Ink.BAD;
        };
    }

    private List<Line> backups() {
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
        return lines;
    }

    private List<Line> health() {
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
        return lines;
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

    @Override
    public boolean take(String key) {
        return small && page.take(key);
    }

    @Override
    public String copied() {
        return deck.where().url();
    }
}
