package dev.belay.verify.rehearsal;

import dev.belay.core.apply.Mask;
import dev.belay.core.apply.Probe;
import dev.belay.core.migration.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes the time of each statement. Of one that is tried again the last time counts. */
final class Stopwatch implements Probe {
    private static final int SUMMARY = 120;

    private final Mask mask;
    private final Map<Version, Map<Integer, Timed>> times = new HashMap<>();

    Stopwatch(Mask mask) {
        this.mask = mask;
    }

    @Override
    public long around(Sent sent, Connection session, Execution execution) throws SQLException {
        long start = System.nanoTime();
        long rows = -1;
        try {
            rows = execution.run();
            return rows;
        } finally {
            Timed timed = new Timed(
                    sent.statement().number(),
                    sent.statement().line(),
                    mask.hide(sent.statement().summary(SUMMARY)),
                    Duration.ofNanos(System.nanoTime() - start),
                    rows);
            times.computeIfAbsent(sent.version(), version -> new TreeMap<>()).put(timed.number(), timed);
        }
    }

    List<Timed> of(Version version) {
        return List.copyOf(times.getOrDefault(version, Map.of()).values());
    }
}
