package dev.belay.verify.spec;

import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Sequence;
import dev.belay.core.catalog.Table;
import dev.belay.verify.Subject;
import dev.belay.verify.check.StandardChecks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code sequences: {all: {ahead_of_column: true}, orders_id_seq: {max_used_pct: 50}}}. */
final class SequenceSection {
    private static final String USED = """
            SELECT pg_catalog.format('%I.%I', s.schemaname, s.sequencename),
                   100 * abs(s.last_value::numeric - s.start_value)
                       / nullif(abs(CASE WHEN s.increment_by > 0 THEN least(s.max_value, w.widest)
                                         ELSE greatest(s.min_value, -w.widest - 1) END::numeric - s.start_value), 0),
                   CASE WHEN NOT pg_catalog.has_sequence_privilege(c.oid, 'USAGE, SELECT')
                          THEN pg_catalog.format('GRANT SELECT ON SEQUENCE %I.%I TO %I', s.schemaname, s.sequencename, CURRENT_USER) END
            FROM pg_catalog.pg_sequences s
            JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
            JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.sequencename
            -- The columns that it feeds may end before it does.
            CROSS JOIN LATERAL (
                SELECT min(CASE a.atttypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 END)::bigint AS widest
                FROM (SELECT d.refobjid AS relation, d.refobjsubid AS number
                      FROM pg_catalog.pg_depend d
                      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                        AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
                      UNION
                      SELECT f.adrelid, f.adnum
                      FROM pg_catalog.pg_depend d
                      JOIN pg_catalog.pg_attrdef f ON f.oid = d.objid
                      WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass
                        AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = c.oid) fed
                JOIN pg_catalog.pg_attribute a ON a.attrelid = fed.relation AND a.attnum = fed.number
            ) w
            WHERE NOT s.cycle
            """;

    /** In the rows of the check of that name. */
    private static final int OBJECT = 2;

    private static final int MESSAGE = 3;
    private static final int GRANT = 5;

    private final Draft draft;

    SequenceSection(Draft draft) {
        this.draft = draft;
    }

    void read(Entry section) {
        section.names().forEach((name, entry) -> {
            Optional<ObjectId> id = name.equals("all")
                    ? Optional.empty()
                    : Optional.of(draft.names().id(ObjectType.SEQUENCE, entry, name));
            id.ifPresent(one -> draft.expectObject("sequence", one, Sequence.class, entry, found -> Complaint.none()));
            Map<String, Entry> keys = entry.isNothing() ? Map.of() : entry.group("ahead_of_column", "max_used_pct");
            if (keys.containsKey("ahead_of_column")
                    && keys.get("ahead_of_column").flag()) {
                id.ifPresent(one -> feeds(one, keys.get("ahead_of_column")));
                ahead(id.map(ObjectId::sql), keys.get("ahead_of_column"));
            }
            if (keys.containsKey("max_used_pct")) {
                used(id.map(ObjectId::sql), keys.get("max_used_pct"));
            }
        });
    }

    /** One that no column takes its values from is ahead of nothing. */
    private void feeds(ObjectId id, Entry entry) {
        draft.expect(
                "sequence",
                id.sql(),
                entry,
                seen -> seen.find(id, Sequence.class)
                                .filter(one -> one.ownedBy().isEmpty() && !isDefault(seen, id))
                                .isPresent()
                        ? Complaint.of("sequence", id.sql(), "feeds no column that it could be ahead of")
                        : Complaint.none());
    }

    private static boolean isDefault(Observation seen, ObjectId id) {
        return seen.catalog().objects().values().stream()
                .filter(Table.class::isInstance)
                .flatMap(table -> ((Table) table).columns().stream())
                .flatMap(column -> column.defaultValue().stream())
                .anyMatch(value -> value.dependsOn().contains(id));
    }

    private void ahead(Optional<String> sequence, Entry entry) {
        expect(
                sequence,
                entry,
                StandardChecks.sql("sequence-behind"),
                new Columns(OBJECT, GRANT),
                row -> Complaint.of(
                        "sequence-behind", String.valueOf(row.get(OBJECT)), String.valueOf(row.get(MESSAGE))));
    }

    private void used(Optional<String> sequence, Entry entry) {
        long most = entry.number();
        expect(
                sequence,
                entry,
                USED,
                new Columns(0, 2),
                row -> Double.parseDouble(Objects.requireNonNullElse(row.get(1), "0")) > most
                        ? Complaint.of("sequence", String.valueOf(row.get(0)), "is used up by more than " + most + " %")
                        : Complaint.none());
    }

    /** Where an answer has the name of the sequence, and the privilege that this role lacks to see it. */
    private record Columns(int name, int grant) {}

    /** What is found of one sequence or of all; where nothing is, but not all could be seen, nobody knows. */
    private void expect(
            Optional<String> sequence,
            Entry entry,
            String question,
            Columns columns,
            Function<List<@Nullable String>, List<Complaint>> judge) {
        Function<Observation, List<List<@Nullable String>>> rows = seen -> seen.answer(question).stream()
                .flatMap(answer -> answer.rows().stream())
                .filter(row -> sequence.filter(name -> !name.equals(row.get(columns.name())))
                        .isEmpty())
                .toList();
        Function<Observation, List<Complaint>> complaints = seen -> rows.apply(seen).stream()
                .filter(row -> row.get(columns.grant()) == null)
                .flatMap(row -> judge.apply(row).stream())
                .toList();
        Function<Observation, Optional<String>> hidden = seen -> rows.apply(seen).stream()
                .flatMap(row -> Optional.ofNullable(row.get(columns.grant())).stream())
                .findFirst()
                .filter(grant -> complaints.apply(seen).isEmpty())
                .map(grant -> "this role cannot see it: " + grant);
        draft.add(Expectation.of(new Subject("sequence", sequence.orElse("all")), entry, complaints)
                .asking(catalog -> List.of(question))
                .unlessUnknown(hidden));
    }
}
