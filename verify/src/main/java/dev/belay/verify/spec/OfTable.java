package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.Table;
import dev.belay.verify.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is expected of one table. Where the table is missing nothing else is said of it.
 *
 * @param exact whether what is on it and not named is too much
 */
record OfTable(Draft draft, ObjectId id, boolean exact) {
    String schema() {
        return draft.schema();
    }

    void expect(String check, String object, Entry entry, BiFunction<Table, Observation, List<Complaint>> judge) {
        draft.expect(check, object, entry, seen -> with(seen, table -> judge.apply(table, seen)));
    }

    /** The same with a question that can only be asked of a table that is there. */
    void ask(String check, String object, Entry entry, String question, Function<Answer, List<Complaint>> judge) {
        draft.ask(
                check,
                object,
                entry,
                catalog -> catalog.find(id).isPresent() ? List.of(question) : List.of(),
                seen -> seen.answer(question).map(judge).orElse(Complaint.none()));
    }

    /** The same where the question follows from the catalog, or nobody may be able to say yet. */
    void ask(
            String check,
            String object,
            Entry entry,
            Function<Catalog, List<String>> questions,
            Function<Observation, List<Complaint>> judge,
            Function<Observation, Optional<String>> unknown) {
        draft.add(Expectation.of(new Subject(check, object), entry, judge)
                .asking(catalog -> catalog.find(id).isPresent() ? questions.apply(catalog) : List.of())
                .unlessUnknown(unknown));
    }

    private List<Complaint> with(Observation seen, Function<Table, List<Complaint>> judge) {
        return seen.find(id, Table.class).map(judge).orElse(Complaint.none());
    }

    /** In exact mode: that there is nothing of a kind but these. */
    void nothingElse(
            String kind, Entry entry, Set<String> named, BiFunction<Table, Observation, Collection<String>> there) {
        if (exact) {
            expect("unexpected", id.sql() + " " + kind, entry, (table, seen) -> {
                List<Complaint> extra = new ArrayList<>();
                for (String name : there.apply(table, seen)) {
                    if (!named.contains(name)) {
                        extra.addAll(Complaint.of("unexpected", Names.below(id, name), Names.unnamed(kind)));
                    }
                }
                return extra;
            });
        }
    }

    /** The objects of a kind that are on the table. */
    <T extends CatalogObject> List<T> on(Observation seen, Class<T> type) {
        return seen.tables().on(id, type).toList();
    }
}
