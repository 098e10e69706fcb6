package dev.belay.tui.console;

import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.apply.State;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Version;
import dev.belay.tui.Supervision;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Line;
import java.util.ArrayList;
import java.util.List;

/** What is written into the history by hand, with a reason, and no migration is run. */
final class Bookkeeping {
    static final String RESOLVE = "resolve --applied|--rolled-back|--retry|--skip";

    /** So many are named one by one. */
    private static final int FEW = 6;

    private final MigrationsView view;
    private final Deck deck;

    Bookkeeping(MigrationsView view, Deck deck) {
        this.view = view;
        this.deck = deck;
    }

    /** Something that can be true of a migration, and how the history comes to have it. */
    record Resolution(String option, String label, Call call) {}

    @FunctionalInterface
    interface Call {
        void run(String reason, Supervision supervision);
    }

    List<Resolution> resolutions(MigrationStatus status) {
        var version = status.version();
        var toolkit = deck.toolkit();
        List<Resolution> ways = new ArrayList<>();
        if (status.state() == State.CHANGED) {
            ways.add(new Resolution(
                    "repair",
                    "repair: accept the file as it is now",
                    (why, watch) -> toolkit.repair(version, why, watch)));
        }
        if (status.progress().flatMap(Progress::open).isPresent()) {
            ways.add(new Resolution(
                    "resolve --retry",
                    "retry: what was interrupted did not happen; run it again",
                    (why, watch) -> toolkit.retry(version, why, watch)));
            ways.add(new Resolution(
                    "resolve --skip",
                    "skip: what was interrupted did happen; go on after it",
                    (why, watch) -> toolkit.skip(version, why, watch)));
        }
        if (status.state().wantsUp()) {
            ways.add(new Resolution(
                    "resolve --applied",
                    "applied: all of it is in the database",
                    (why, watch) -> toolkit.markApplied(version, why, watch)));
        }
        boolean recorded = status.row().isPresent() || status.progress().isPresent();
        if (recorded && status.state() != State.ROLLED_BACK && status.state() != State.BASELINE) {
            ways.add(new Resolution(
                    "resolve --rolled-back",
                    "rolled back: nothing of it is in the database",
                    (why, watch) -> toolkit.markRolledBack(version, why, watch)));
        }
        return ways;
    }

    String mending() {
        return view.selected()
                .filter(row -> row.status().state() == State.CHANGED)
                .map(row -> "repair")
                .orElse(RESOLVE);
    }

    void resolve() {
        MigrationStatus status = view.selected().orElseThrow().status();
        deck.dialogs()
                .choose(
                        "What is true of " + status.version() + "?",
                        resolutions(status),
                        way -> Line.of(way.label()),
                        way -> reasoned(way.label(), way.option() + " " + view.version(), List.of(), (why, job) -> {
                            way.call().run(why, job.supervision());
                            return "recorded";
                        }));
    }

    void baseline() {
        Version version = view.selected().orElseThrow().status().version();
        String covered = deck.live()
                .migrations
                .value()
                .map(known -> upTo(version, known.standing().entries()))
                .orElse("");
        reasoned(
                "Everything up to " + version + " is there already",
                "baseline " + view.version(),
                List.of(Line.of("declared to be there: " + covered)),
                (why, job) -> {
                    int count = deck.toolkit()
                            .baseline(version, false, why, job.supervision())
                            .size();
                    return Spans.count(count, "migration") + " declared to be there";
                });
    }

    /** The versions that a baseline would cover, in their order. */
    private static String upTo(Version last, List<MigrationStatus> all) {
        List<String> covered = new ArrayList<>();
        for (MigrationStatus status : all) {
            covered.add(status.version().text());
            if (status.version().equals(last)) {
                break;
            }
        }
        return covered.size() <= FEW
                ? String.join(", ", covered)
                : covered.get(0) + " to " + last + ", " + covered.size() + " in all";
    }

    @FunctionalInterface
    private interface Mending {
        /** What came of it. */
        String run(String reason, Job job);
    }

    private void reasoned(String title, String verb, List<Line> what, Mending mending) {
        deck.dialogs().askForText(title, "Why? The journal keeps the reason.", "", reason -> {
            List<Line> lines = new ArrayList<>(what);
            lines.add(Line.of("The history of the database is changed; no migration is run."));
            lines.add(Line.of("reason: " + reason));
            deck.consent(
                    title,
                    lines,
                    "Do it",
                    () -> deck.start(
                            title,
                            deck.command(verb + " --reason " + Deck.quoted(reason)),
                            job -> Jobs.Ending.done(mending.run(reason, job))));
        });
    }
}
