package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where a run is broken off.
 *
 * @param event the event at which it stands still
 * @param held the number of the statement that is then held up in the server, or 0 to break off at once
 * @param orphan what becomes of the server's process when its client is gone in the middle of a statement
 */
record CrashPoint(CrashScenario scenario, String event, int held, Orphan orphan) {
    /** The number that stands for COMMIT. */
    static final int COMMIT = 99;

    static final int HOW_MANY = 84;

    /** One of each kind, for the servers that do not get all of them. */
    static final List<CrashPoint> SAMPLE = List.of(
            new CrashPoint(CrashScenario.TRANSACTION_UP, "finished 4", COMMIT, Orphan.FINISHES),
            new CrashPoint(CrashScenario.UNITS_UP, "started 3", 3, Orphan.DIES),
            new CrashPoint(CrashScenario.UNITS_UP, "finished 4", 0, Orphan.FINISHES),
            new CrashPoint(CrashScenario.UNITS_UP, "started 10", 10, Orphan.DIES),
            new CrashPoint(CrashScenario.UNITS_UP, "started 11", 11, Orphan.DIES),
            new CrashPoint(CrashScenario.UNITS_DOWN, "started 1", 1, Orphan.DIES));

    /** A server process without a client. */
    enum Orphan {
        /** Goes on to the end of the statement and only then finds that nobody is there. */
        FINISHES,
        /** Ends in the middle, as when the server notices, or crashes. */
        DIES
    }

    String hold() {
        return scenario.hold(held);
    }

    /** Each event of an uninterrupted run, and the middle of each statement, both ways. */
    static List<CrashPoint> of(CrashScenario scenario, List<String> events) {
        List<CrashPoint> points = new ArrayList<>();
        String last = "";
        for (String event : events) {
            points.add(new CrashPoint(scenario, event, 0, Orphan.FINISHES));
            if (event.startsWith("started ")) {
                int statement = Integer.parseInt(event.substring("started ".length()));
                points.add(new CrashPoint(scenario, event, statement, Orphan.FINISHES));
                if (scenario.commitsMidway(statement)) {
                    points.add(new CrashPoint(scenario, event, statement, Orphan.DIES));
                }
            }
            last = event.startsWith("finished ") ? event : last;
        }
        if (scenario.equals(CrashScenario.TRANSACTION_UP)) {
            points.add(new CrashPoint(scenario, last, COMMIT, Orphan.FINISHES));
            points.add(new CrashPoint(scenario, last, COMMIT, Orphan.DIES));
        }
        return List.copyOf(points);
    }

    /** Does this at each of the points, two at a time, and fails with all that failed. */
    static void each(List<CrashPoint> points, Consumer<CrashPoint> accident) {
        Map<String, Throwable> failures = new ConcurrentSkipListMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        for (CrashPoint point : points) {
            threads.execute(() -> {
                try {
                    accident.accept(point);
                } catch (RuntimeException | AssertionError e) {
                    failures.put(point.toString(), e);
                }
            });
        }
        threads.shutdown();
        try {
            assertThat(threads.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(failures).isEmpty();
    }

    @Override
    public String toString() {
        String what = held == COMMIT ? "during COMMIT" : held > 0 ? "during " + held : "at " + event;
        return scenario.name() + ", " + what + (held > 0 ? ", the orphan " + orphan : "");
    }
}
