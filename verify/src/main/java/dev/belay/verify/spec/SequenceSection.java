package dev.belay.verify.spec;

import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Sequence;
import dev.belay.verify.check.StandardChecks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code sequences: {all: {ahead_of_column: true}, orders_id_seq: {max_used_pct: 50}}}. */
final class SequenceSection {
    private static final String USED = """
            SELECT pg_catalog.format('%I.%I', s.schemaname, s.sequencename),
                   100 * abs(s.last_value::numeric - s.start_value)
                       / nullif(abs(CASE WHEN s.increment_by > 0 THEN s.max_value ELSE s.min_value END::numeric - s.start_value), 0)
            FROM pg_catalog.pg_sequences s WHERE NOT s.cycle AND s.last_value IS NOT NULL
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
                ahead(id.map(ObjectId::sql), keys.get("ahead_of_column"));
            }
            if (keys.containsKey("max_used_pct")) {
                used(id.map(ObjectId::sql), keys.get("max_used_pct"));
            }
        });
    }

    private void ahead(Optional<String> sequence, Entry entry) {
        String question = StandardChecks.sql("sequence-behind");
        draft.ask(
                "sequence",
                sequence.orElse("all"),
                entry,
                catalog -> List.of(question),
                seen -> seen.answer(question).stream()
                        .flatMap(answer -> answer.rows().stream())
                        .filter(row -> row.get(GRANT) == null
                                && sequence.filter(name -> !name.equals(row.get(OBJECT)))
                                        .isEmpty())
                        .flatMap(row -> Complaint.of(
                                "sequence-behind", String.valueOf(row.get(OBJECT)), String.valueOf(row.get(MESSAGE)))
                                .stream())
                        .toList());
    }

    private void used(Optional<String> sequence, Entry entry) {
        long most = entry.number();
        draft.ask(
                "sequence",
                sequence.orElse("all"),
                entry,
                catalog -> List.of(USED),
                seen -> seen.answer(USED).stream()
                        .flatMap(answer -> answer.rows().stream())
                        .filter(row -> sequence.filter(name -> !name.equals(row.get(0)))
                                        .isEmpty()
                                && Double.parseDouble(Objects.requireNonNullElse(row.get(1), "0")) > most)
                        .flatMap(
                                row -> Complaint.of(
                                        "sequence",
                                        String.valueOf(row.get(0)),
                                        "is used up by more than " + most + " %")
                                        .stream())
                        .toList());
    }
}
