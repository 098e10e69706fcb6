package dev.belay.verify.usage;

import dev.belay.core.history.UsageCounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * How a database is used.
 *
 * @param now on the server's clock
 * @param began when the counters began, if that is known; a restore, a crash and {@code pg_stat_reset()} begin them anew
 * @param stored when they were last stored in the journal, if they were
 * @param noStatements why there are no slow queries; empty where there are
 */
public record Usage(
        Instant now,
        Optional<Instant> began,
        Optional<Instant> stored,
        List<IndexUse> indexes,
        List<TableUse> tables,
        List<SlowQuery> queries,
        String noStatements) {
    public Usage {
        indexes = List.copyOf(indexes);
        tables = List.copyOf(tables);
        queries = List.copyOf(queries);
    }

    /** In which order indexes are told. */
    public enum Order {
        /** The least used first. */
        SCANS,
        /** The biggest first. */
        SIZE,
        NAME;

        private Comparator<IndexUse> comparator() {
            Comparator<IndexUse> byName = Comparator.comparing(IndexUse::name);
            return switch (this) {
                case SCANS ->
                    Comparator.comparingLong((IndexUse one) -> one.since().orElse(one.scans()))
                            .thenComparingLong(IndexUse::scans)
                            .thenComparing(
                                    Comparator.comparingLong(IndexUse::bytes).reversed())
                            .thenComparing(byName);
                case SIZE ->
                    Comparator.comparingLong(IndexUse::bytes).reversed().thenComparing(byName);
                case NAME -> byName;
            };
        }
    }

    /** Only what is on these tables, given by schema and name. */
    public Usage only(BiPredicate<String, String> wanted) {
        return new Usage(
                now,
                began,
                stored,
                indexes.stream()
                        .filter(one -> wanted.test(one.schema(), one.table()))
                        .toList(),
                tables.stream()
                        .filter(one -> wanted.test(one.schema(), one.table()))
                        .toList(),
                queries,
                noStatements);
    }

    /** Only indexes for which nothing speaks. */
    public Usage unused() {
        return with(indexes.stream().filter(IndexUse::unused).toList());
    }

    /** With the indexes in another order. */
    public Usage by(Order order) {
        return with(indexes.stream().sorted(order.comparator()).toList());
    }

    /** With what has changed since; nothing where the counters began anew after that. */
    public Usage since(UsageCounts before) {
        boolean anew = began.filter(before.at()::isBefore).isPresent();
        if (anew) {
            return this;
        }
        return new Usage(
                now,
                began,
                Optional.of(before.at()),
                indexes.stream()
                        .map(one -> one.since(
                                one.scans() < before.of(one.name())
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(one.scans() - before.of(one.name()))))
                        .toList(),
                tables,
                queries,
                noStatements);
    }

    /** For the journal. */
    public UsageCounts counts() {
        TreeMap<String, Long> scans = new TreeMap<>();
        indexes.forEach(one -> {
            scans.merge(one.name(), one.scans(), Long::sum);
            if (!one.root().equals(one.name())) {
                scans.merge(one.root(), one.scans(), Long::sum);
            }
        });
        return new UsageCounts(now, scans);
    }

    private Usage with(List<IndexUse> some) {
        return new Usage(now, began, stored, some, tables, queries, noStatements);
    }
}
