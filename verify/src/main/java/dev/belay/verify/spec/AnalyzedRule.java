package dev.belay.verify.spec;

import dev.belay.core.db.Identifier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code analyzed: true}, {@code analyzed: migration} or {@code analyzed: {since: 7 days, max_modified_pct: 20}}. */
final class AnalyzedRule {
    private static final String MIGRATION = "migration";

    private final OfTable table;

    AnalyzedRule(OfTable table) {
        this.table = table;
    }

    void read(Entry entry) {
        if (entry.isGroup()) {
            Map<String, Entry> keys = entry.group("since", "max_modified_pct");
            expect(
                    entry,
                    Optional.ofNullable(keys.get("since")).map(Entry::text),
                    Optional.ofNullable(keys.get("max_modified_pct")).map(Entry::number));
        } else if (entry.text().equals(MIGRATION)) {
            expect(entry, Optional.of(MIGRATION), Optional.empty());
        } else if (entry.flag()) {
            expect(entry, Optional.empty(), Optional.empty());
        }
    }

    private void expect(Entry entry, Optional<String> since, Optional<Long> most) {
        String object = table.id().sql();
        boolean migration = since.filter(MIGRATION::equals).isPresent();
        if (migration) {
            table.draft().wantLastMigration();
        }
        String question = question(since.filter(it -> !migration));
        table.ask(
                "analyzed",
                object,
                entry,
                catalog -> List.of(question),
                seen -> seen.answer(question).stream()
                        .flatMap(answer -> answer.rows().stream())
                        .flatMap(
                                row -> judge(
                                        object,
                                        row,
                                        since,
                                        migration ? seen.remembered().migrated() : Optional.empty(),
                                        most)
                                        .stream())
                        .toList(),
                seen -> migration && seen.remembered().migrated().isEmpty()
                        ? Optional.of("nobody knows when the last migration was: the journal has none")
                        : Optional.empty());
    }

    /** When, whether that is late enough, how many rows have changed since, and how many there are. */
    private String question(Optional<String> interval) {
        return "SELECT floor(1000 * extract(epoch FROM greatest(last_analyze, last_autoanalyze)))::bigint, "
                + interval.map(text -> "greatest(last_analyze, last_autoanalyze) >= pg_catalog.now() - "
                                + Identifier.literal(text) + "::interval")
                        .orElse("true")
                + ", n_mod_since_analyze, n_live_tup FROM pg_catalog.pg_stat_all_tables WHERE schemaname = "
                + Identifier.literal(table.id().schema()) + " AND relname = "
                + Identifier.literal(table.id().name());
    }

    private static List<Complaint> judge(
            String object,
            List<@Nullable String> row,
            Optional<String> since,
            Optional<Instant> migrated,
            Optional<Long> most) {
        if (row.get(0) == null) {
            return Complaint.of("analyzed", object, "was not analyzed");
        }
        List<Complaint> complaints = new ArrayList<>();
        Instant last = Instant.ofEpochMilli(number(row.get(0)));
        boolean late = "t".equals(row.get(1))
                && migrated.filter(it -> last.isBefore(it.truncatedTo(ChronoUnit.MILLIS)))
                        .isEmpty();
        if (!late) {
            complaints.addAll(Complaint.of(
                    "analyzed",
                    object,
                    "was last analyzed " + last + ", "
                            + migrated.map(it -> "before the last migration")
                                    .orElse("more than " + since.orElse("") + " ago")));
        }
        long changed = number(row.get(2));
        long live = Math.max(1, number(row.get(3)));
        most.filter(percent -> changed * 100 > percent * live)
                .ifPresent(percent -> complaints.addAll(Complaint.of(
                        "analyzed",
                        object,
                        "has changed in " + changed + " of " + number(row.get(3))
                                + " rows since it was analyzed, more than " + percent + " %")));
        return complaints;
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(String.valueOf(text));
    }
}
