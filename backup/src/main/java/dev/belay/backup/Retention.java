package dev.belay.backup;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which archives may go. Pure: it knows names and times, and touches nothing. Each rule keeps the newest archive of each of
 * the last days, weeks or months that have one, in UTC; what any of them keeps stays.
 *
 * @param last how many of the newest
 * @param daily of how many days
 * @param weekly of how many weeks, which begin on Mondays
 * @param monthly of how many months
 */
public record Retention(int last, int daily, int weekly, int monthly) {
    /** A folder without a marker may be a backup that is being written: nobody can tell for so long. */
    private static final Duration GRACE = Duration.ofDays(1);

    public Retention {
        if (last < 0 || daily < 0 || weekly < 0 || monthly < 0) {
            throw new IllegalArgumentException("a rule keeps fewer than none");
        }
    }

    /** What a folder is. */
    enum State {
        /** Committed, and nothing speaks against it. */
        GOOD,
        /** Committed, but damaged, or its last drill failed: somebody should look at it, so it stays, and counts for none. */
        SUSPECT,
        /** Without a marker. */
        UNFINISHED
    }

    /**
     * An archive, or what was to be one.
     *
     * @param series whose archives replace each other: the folder of its database
     * @param time of its snapshot; for one that is not finished, when something was last written to it
     * @param lacks how much is not in it that should be
     */
    record Candidate(String name, String series, Instant time, State state, int lacks) {
        /** One that lacks nothing. */
        Candidate(String name, String series, Instant time, State state) {
            this(name, series, time, state, 0);
        }
    }

    /** Those that may go, oldest first. */
    List<Candidate> deletable(Collection<Candidate> all, Instant now) {
        Map<String, List<Candidate>> series = all.stream()
                .filter(candidate -> candidate.state() == State.GOOD)
                .collect(Collectors.groupingBy(Candidate::series));
        Set<Candidate> kept = new HashSet<>();
        series.values().forEach(archives -> kept.addAll(kept(archives)));
        return all.stream()
                .filter(candidate -> switch (candidate.state()) {
                    case GOOD -> !kept.contains(candidate);
                    case SUSPECT -> false;
                    case UNFINISHED -> candidate.time().isBefore(now.minus(GRACE));
                })
                .sorted(Comparator.comparing(Candidate::time).thenComparing(Candidate::name))
                .toList();
    }

    /**
     * Of one database. The newest stays, whatever the rules say: there is always a last good one. So does the newest of those
     * that lack least.
     */
    private Set<Candidate> kept(List<Candidate> archives) {
        List<Candidate> newestFirst = archives.stream()
                .sorted(Comparator.comparing(Candidate::time)
                        .thenComparing(Candidate::name)
                        .reversed())
                .toList();
        Set<Candidate> kept =
                new LinkedHashSet<>(newestFirst.subList(0, Math.min(newestFirst.size(), Math.max(1, last))));
        newestFirst.stream().min(Comparator.comparingInt(Candidate::lacks)).ifPresent(kept::add);
        kept.addAll(newestOf(newestFirst, daily, day -> day));
        kept.addAll(newestOf(newestFirst, weekly, day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
        kept.addAll(newestOf(newestFirst, monthly, day -> day.withDayOfMonth(1)));
        return kept;
    }

    private static Collection<Candidate> newestOf(
            List<Candidate> newestFirst, int periods, Function<LocalDate, LocalDate> period) {
        Map<LocalDate, Candidate> newest = new HashMap<>();
        for (Candidate candidate : newestFirst) {
            LocalDate begin =
                    period.apply(candidate.time().atOffset(ZoneOffset.UTC).toLocalDate());
            if (newest.size() < periods) {
                newest.putIfAbsent(begin, candidate);
            }
        }
        return newest.values();
    }

    /** Whether a draft or upload that was never finished may go. */
    static boolean abandoned(boolean dead, Instant since, Instant now) {
        return dead || since.isBefore(now.minus(GRACE));
    }
}
