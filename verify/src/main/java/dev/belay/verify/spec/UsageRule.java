package dev.belay.verify.spec;

import dev.belay.core.catalog.ObjectId;
import dev.belay.core.config.Durations;
import dev.belay.core.history.UsageCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code usage: {min_scans: 1, since: 24h}}, of an index or of all its partitions' together. */
final class UsageRule {
    /**
     * Of each index its scans, when the last one was (16 and newer), the time, and when the counters began: what resets
     * those of all databases at once is a crash.
     */
    private static final String SCANS = """
        WITH uses AS (
            SELECT coalesce(CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid) END, c.oid) AS root,
                   sum(s.idx_scan) AS scans, max(pg_catalog.to_jsonb(s) ->> 'last_idx_scan')::timestamptz AS last
            FROM pg_catalog.pg_stat_user_indexes s
            JOIN pg_catalog.pg_class c ON c.oid = s.indexrelid
            GROUP BY 1
        )
        SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), u.scans, extract(epoch FROM u.last)::bigint,
               extract(epoch FROM pg_catalog.now())::bigint,
               extract(epoch FROM greatest(d.stats_reset, least(b.stats_reset, a.stats_reset)))::bigint
        FROM uses u
        JOIN pg_catalog.pg_class c ON c.oid = u.root
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_stat_database d ON d.datname = pg_catalog.current_database()
        CROSS JOIN pg_catalog.pg_stat_bgwriter b
        CROSS JOIN pg_catalog.pg_stat_archiver a
        """;

    private final OfTable table;

    UsageRule(OfTable table) {
        this.table = table;
    }

    void read(ObjectId index, Entry entry) {
        Map<String, Entry> keys = entry.group("min_scans", "since");
        long least = keys.containsKey("min_scans") ? keys.get("min_scans").number() : 1;
        Optional<Window> window = Optional.ofNullable(keys.get("since")).map(UsageRule::window);
        window.ifPresent(it -> table.draft().wantWindow(it.length()));
        table.ask(
                "index-usage",
                index.sql(),
                entry,
                catalog -> List.of(SCANS),
                seen -> use(seen, index, window)
                        .filter(use -> use.verdict(least, window) == Verdict.TOO_FEW)
                        .map(use -> Complaint.of("index-usage", index.sql(), use.tooFew(least, window)))
                        .orElse(Complaint.none()),
                seen -> use(seen, index, window)
                        .filter(use -> use.verdict(least, window) == Verdict.UNKNOWN)
                        .map(use -> use.unknown(window)));
    }

    private static Window window(Entry entry) {
        return new Window(
                entry.text(),
                Durations.parse(entry.text())
                        .orElseThrow(
                                () -> entry.wrong("is no span of time: \"" + entry.text() + "\"", "write 24h or 7d")));
    }

    private static Optional<Use> use(Observation seen, ObjectId index, Optional<Window> window) {
        Optional<UsageCounts> before = window.flatMap(
                it -> Optional.ofNullable(seen.remembered().usage().get(it.length())));
        return seen.answer(SCANS).stream()
                .flatMap(answer -> answer.rows().stream())
                .filter(row -> index.sql().equals(row.get(0)))
                .findFirst()
                .map(row -> new Use(
                        Long.parseLong(String.valueOf(row.get(1))),
                        time(row.get(2)),
                        time(row.get(3)).orElseThrow(),
                        time(row.get(4)),
                        before.map(UsageCounts::at),
                        before.map(counts -> counts.of(index.sql()))));
    }

    private static Optional<Instant> time(@Nullable String seconds) {
        return Optional.ofNullable(seconds).map(it -> Instant.ofEpochSecond(Long.parseLong(it)));
    }

    private enum Verdict {
        ENOUGH,
        TOO_FEW,
        UNKNOWN
    }

    private record Window(String text, Duration length) {}

    /**
     * What the counters say of an index.
     *
     * @param last when it was used last, where the server keeps that
     * @param began when the counters began, if that is known
     * @param counted when they were read before the window, if they were
     * @param then what they said
     */
    private record Use(
            long scans,
            Optional<Instant> last,
            Instant now,
            Optional<Instant> began,
            Optional<Instant> counted,
            Optional<Long> then) {
        Verdict verdict(long least, Optional<Window> window) {
            if (window.isEmpty()) {
                return scans >= least ? Verdict.ENOUGH : Verdict.TOO_FEW;
            }
            Instant from = now.minus(window.get().length());
            if (sinceCounted().isPresent()) {
                return sinceCounted().get() >= least ? Verdict.ENOUGH : Verdict.TOO_FEW;
            }
            boolean young = began.filter(from::isBefore).isPresent();
            if (scans < least) {
                return young ? Verdict.UNKNOWN : Verdict.TOO_FEW;
            }
            if (young || (last.filter(it -> !it.isBefore(from)).isPresent() && least <= 1)) {
                return Verdict.ENOUGH;
            }
            return last.filter(from::isAfter).isPresent() ? Verdict.TOO_FEW : Verdict.UNKNOWN;
        }

        /** Uses since the counters were read; nothing where they began anew meanwhile. */
        private Optional<Long> sinceCounted() {
            boolean anew =
                    counted.isPresent() && began.filter(counted.get()::isBefore).isPresent();
            return then.filter(before -> !anew && scans >= before).map(before -> scans - before);
        }

        String tooFew(long least, Optional<Window> window) {
            String span = window.map(it -> "in " + it.text()).orElse("since the counters began");
            if (sinceCounted().isPresent()) {
                return "was used " + sinceCounted().get() + " times since " + counted.orElseThrow() + ", less than "
                        + least;
            }
            String used = scans == 0 || (window.isPresent() && scans >= least)
                    ? "was not used"
                    : "was used " + scans + " times";
            return used + " " + span + (least == 1 ? "" : ", less than " + least + " times")
                    + last.map(it -> "; the last time was " + it).orElse("");
        }

        String unknown(Optional<Window> window) {
            String span = window.map(Window::text).orElse("");
            return scans == 0
                            || began.filter(now.minus(window.orElseThrow().length())::isBefore)
                                    .isPresent()
                    ? "the counters began " + began.map(Instant::toString).orElse("at a time that nobody knows")
                            + ", less than " + span + " ago"
                    : "nobody counted its uses " + span + " ago";
        }
    }
}
