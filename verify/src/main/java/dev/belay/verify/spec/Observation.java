package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.ObjectId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that was read before anything is judged.
 *
 * @param tables what hangs on each of the catalog's tables
 * @param invalidIndexes those that the catalog leaves out, as {@code schema.name} in SQL
 * @param answers to the questions of the expectations
 * @param remembered what the journal remembers
 */
record Observation(
        Catalog catalog,
        ByTable tables,
        Set<String> invalidIndexes,
        Map<String, Answer> answers,
        Remembered remembered) {
    Observation {
        invalidIndexes = Set.copyOf(invalidIndexes);
        answers = Map.copyOf(answers);
    }

    <T extends CatalogObject> Optional<T> find(ObjectId id, Class<T> type) {
        return catalog.find(id).filter(type::isInstance).map(type::cast);
    }

    boolean has(ObjectId id) {
        return catalog.find(id).isPresent();
    }

    /** Empty for a question that was not asked. */
    Optional<Answer> answer(String question) {
        return Optional.ofNullable(answers.get(question));
    }
}
