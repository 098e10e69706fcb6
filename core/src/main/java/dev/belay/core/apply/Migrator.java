package dev.belay.core.apply;

import dev.belay.core.migration.Migration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Takes a database up and down: lock, plan, run step by step, stop at the first failure. The plan is made again under
 * the lock, because the one that was shown may be stale.
 */
public final class Migrator {
    private final Workplace place;
    private final RunListener listener;
    private final Cancellation cancellation;
    private final Probe probe;

    public Migrator(Workplace place, RunListener listener, Cancellation cancellation) {
        this(place, listener, cancellation, Probe.NONE);
    }

    /** With somebody who looks at each statement while it runs. */
    public Migrator(Workplace place, RunListener listener, Cancellation cancellation, Probe probe) {
        this.place = place;
        this.listener = listener;
        this.cancellation = cancellation;
        this.probe = probe;
    }

    /** How every migration stands. Reads only. */
    public Standing standing() {
        Ahead<Planner> planner = Ahead.begin(this::planner);
        return Locked.reading(place, connection -> planner.result().standing(connection));
    }

    /** The same where some files cannot be read or understood: it says so of them. Reads only. */
    public Standing standingWithUnreadable() {
        Ahead<Planner> planner =
                Ahead.begin(() -> new Planner(place, place.convention().listing()));
        return Locked.reading(place, connection -> planner.result().standing(connection));
    }

    /** What a run would do. Reads only. */
    public Preview preview(PlanRequest request) {
        Ahead<Planner> planner = Ahead.begin(this::planner);
        return Locked.reading(place, connection -> planner.result().preview(connection, request));
    }

    /** Does what is asked, one request after the other under one lock, and stops at the first failure. */
    public RunResult run(List<PlanRequest> requests, Approval approval) {
        UUID id = UUID.randomUUID();
        long start = System.nanoTime();
        List<Migration> migrations = place.convention().migrations();
        return Locked.session(place, listener, cancellation, session -> {
            List<StepResult> results = new ArrayList<>();
            try (Watch watch = new Watch(session, listener, cancellation)) {
                Run run = run(id, session, watch);
                Optional<Failure> failure = new Course(run, migrations, approval).follow(requests, results);
                RunResult result = new RunResult(id, results, failure, Duration.ofNanos(System.nanoTime() - start));
                listener.on(new RunEvent.RunFinished(result));
                return result;
            }
        });
    }

    /** With all files listed and hashed: that goes on while the server lets us in. */
    private Planner planner() {
        return new Planner(place, place.convention().migrations());
    }

    private Run run(UUID id, Session session, Watch watch) {
        Mask mask = place.settings().mask();
        KeptObjects kept =
                new KeptObjects(session, listener, place.journal().table().schema(), mask);
        StatementRunner statements =
                new StatementRunner(session, listener, watch, cancellation, kept, mask).under(probe);
        Map<String, String> context = new TreeMap<>();
        context.put("BELAY_RUN", id.toString());
        place.settings()
                .who()
                .get()
                .forEach((key, value) -> context.put("BELAY_" + key.toUpperCase(java.util.Locale.ROOT), value));
        return new Run(
                id,
                place,
                session,
                listener,
                cancellation,
                statements,
                watch,
                new HookRunner(
                        place.hooks(), new HookRunner.Parts(session, listener, statements, cancellation), context));
    }
}
