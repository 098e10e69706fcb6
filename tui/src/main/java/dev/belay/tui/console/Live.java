package dev.belay.tui.console;

import dev.belay.backup.ArchiveName;
import dev.belay.backup.Servers;
import dev.belay.backup.Shelf;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.activity.Look;
import dev.belay.core.activity.Observatory;
import dev.belay.core.activity.Pulse;
import dev.belay.core.apply.Standing;
import dev.belay.core.catalog.Described;
import dev.belay.core.db.SystemIdentifier;
import dev.belay.core.history.JournalLine;
import dev.belay.core.migration.Version;
import dev.belay.tui.Monitor;
import dev.belay.tui.SchemaTools;
import dev.belay.tui.Supervision;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.DiffReport;
import dev.belay.tui.report.PlaceListing;
import dev.belay.tui.screen.Background;
import dev.belay.tui.screen.Feed;
import dev.belay.verify.Report;
import dev.belay.verify.usage.Usage;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Everything that the screens show of the world, each asked for only while somebody looks. */
final class Live implements AutoCloseable {
    /** How often what only people change is asked for again. */
    private static final Duration CALM = Duration.ofSeconds(30);

    /** What is younger is not asked anew by whoever comes to see it. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final Duration PULSE = Duration.ofSeconds(2);
    private static final Duration HEALTH = Duration.ofMinutes(10);
    private static final Duration NEVER_AGAIN = ChronoUnit.FOREVER.getDuration();
    private static final int RUNS = 200;
    private static final int LINES = 3_000;

    private final Background background;
    private final Monitor monitor;
    private final List<Feed<?>> all = new ArrayList<>();
    private final String database;
    private volatile Optional<String> place = Optional.empty();
    private final AtomicBoolean away = new AtomicBoolean();
    private BooleanSupplier paused = () -> false;

    final Feed<Migrations> migrations;
    final Feed<Pulse> pulse;
    final Feed<Look> sessions;
    final Feed<PlaceListing> backups;
    /** By which archives are known to be of this server. */
    final Feed<Optional<String>> system;

    final Feed<List<JournalLine>> runs;
    final Feed<Report> health;
    final Feed<Optional<DiffReport>> drift;
    final Feed<Usage> usage;

    Live(Toolkit toolkit, Background background) {
        this.background = background;
        this.monitor = toolkit.monitor();
        this.database = toolkit.where().database();
        migrations = feed(CALM, ofServer(() -> migrations(toolkit)));
        pulse = feed(PULSE, ofServer(() -> monitor.ask(Observatory::pulse)));
        sessions = feed(PULSE, ofServer(monitor::look));
        backups = feed(CALM, () -> toolkit.archives().backups(place, Map.of()));
        system = feed(NEVER_AGAIN, () -> monitor.ask(SystemIdentifier::of));
        runs = feed(CALM, ofServer(() -> toolkit.runs(RUNS)));
        health = feed(HEALTH, ofServer(() -> toolkit.health(List.of())));
        drift = feed(NEVER_AGAIN, () -> drift(toolkit));
        usage = feed(CALM, ofServer(() -> toolkit.usage().by(Usage.Order.SIZE)));
    }

    /**
     * How the migrations stand.
     *
     * @param took how long each took when it was last applied, in milliseconds
     * @param failures what went wrong with those whose last attempt failed
     */
    record Migrations(Standing standing, Map<Version, Long> took, Map<Version, String> failures) {
        /** From the lines of the journal, newest first. */
        static Migrations of(Standing standing, List<JournalLine> lines) {
            Map<Version, Long> took = new HashMap<>();
            Map<Version, String> failures = new HashMap<>();
            Set<Version> told = new HashSet<>();
            Set<Version> settled = new HashSet<>();
            for (JournalLine line : lines) {
                if (line.version().isEmpty() || !ENDS.contains(line.event())) {
                    continue;
                }
                Version version = new Version(line.version());
                boolean failed = line.event().equals("step_failed");
                if (told.add(version) && failed) {
                    failures.put(version, line.message());
                }
                if (!failed && settled.add(version) && line.event().equals("step_applied")) {
                    line.milliseconds().ifPresent(ms -> took.put(version, ms));
                }
            }
            return new Migrations(standing, took, failures);
        }
    }

    /** How an attempt of a migration ends, and what somebody has said of it. */
    private static final Set<String> ENDS =
            Set.of("step_applied", "step_reverted", "step_failed", "resolved_applied", "resolved_rolled_back");

    private <T> Feed<T> feed(Duration every, Callable<T> question) {
        Feed<T> feed = new Feed<>(background, () -> paused.getAsBoolean() ? Duration.ZERO : every, question);
        all.add(feed);
        return feed;
    }

    /** What one question finds out about the server matters to all: that it is away, and that it is back. */
    private <T> Callable<T> ofServer(Callable<T> question) {
        return () -> {
            try {
                T answer = question.call();
                found(false);
                return answer;
            } catch (BelayException e) {
                if (e.kind() == Kind.CONNECTION) {
                    found(true);
                }
                throw e;
            }
        };
    }

    private void found(boolean now) {
        if (away.getAndSet(now) != now) {
            background.run(() -> now, ignored -> refresh(), ignored -> {});
        }
    }

    /** While it is paused, only what nobody has asked yet is asked, and what somebody wants to know anew. */
    void pausing(BooleanSupplier how) {
        paused = how;
    }

    /** Something was done: nothing that is known can be relied on. */
    void refresh() {
        all.forEach(Feed::refresh);
    }

    /** What somebody else may have changed since it was read, which may be half a minute ago, is asked anew. */
    void renew(Instant now) {
        Stream.<Feed<?>>of(migrations, runs)
                .filter(feed -> feed.value().isPresent() && feed.age(now).compareTo(FRESH) > 0)
                .forEach(Feed::refresh);
    }

    /** The place of backups that somebody has typed in; empty for that of the environment. */
    Optional<String> place() {
        return place;
    }

    void lookIn(Optional<String> other) {
        place = other;
        backups.forget();
    }

    /** Whether an archive is of this database on this server, as far as is known: others may share the place. */
    boolean own(Shelf shelf) {
        return ownBackups().filter(own -> own.contains(shelf)).isPresent();
    }

    /** The archives of this database on this server, newest first; empty while nobody knows. */
    Optional<List<Shelf>> ownBackups() {
        return backups.value().map(listing -> {
            List<Shelf> named =
                    listing.shelves().stream().filter(this::sameName).toList();
            return Servers.of(named).only(system.value().flatMap(known -> known));
        });
    }

    /** Whether all of its database can be brought back from it, as far as is known. */
    static boolean reliable(Shelf shelf) {
        return shelf.good() && shelf.whole();
    }

    private boolean sameName(Shelf shelf) {
        return shelf.manifest()
                .map(manifest -> manifest.database().equals(database))
                .orElse(shelf.series().equals(ArchiveName.folder(database)));
    }

    Monitor monitor() {
        return monitor;
    }

    private static Migrations migrations(Toolkit toolkit) {
        return Migrations.of(toolkit.standingWithUnreadable(), toolkit.history(Optional.empty(), LINES));
    }

    /** Empty where nobody has written down what the schema should be. */
    private static Optional<DiffReport> drift(Toolkit toolkit) {
        SchemaTools schemas = toolkit.schemas();
        if (!Files.isRegularFile(schemas.snapshot())) {
            return Optional.empty();
        }
        return Optional.of(schemas.difference(
                Optional.empty(),
                Optional.empty(),
                new SchemaTools.Comparison(Set.<Described.Aspect>of(), Optional.empty()),
                Supervision.none()));
    }

    @Override
    public void close() {
        monitor.close();
    }
}
