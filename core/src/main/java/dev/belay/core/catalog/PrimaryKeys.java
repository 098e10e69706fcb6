package dev.belay.core.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A table has one primary key: another one cannot come while the old one is left alone. */
final class PrimaryKeys {
    private final Verdicts verdicts;

    PrimaryKeys(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** The keys that come to a table which keeps its own, with that. */
    Map<ObjectId, ObjectId> second(Collection<ObjectId> added) {
        Map<ObjectId, ObjectId> kept = new TreeMap<>();
        kept().forEach(key -> kept.put(table(key), key.id()));
        Map<ObjectId, ObjectId> second = new TreeMap<>();
        keys(verdicts.comparison().after(), added)
                .filter(key -> kept.containsKey(table(key)))
                .forEach(key -> second.put(key.id(), kept.get(table(key))));
        return second;
    }

    /** The key that a table keeps against its will, if this column is one of it. */
    Optional<ObjectId> kept(ObjectId table, String column) {
        return kept().filter(key -> table(key).equals(table) && key.columns().contains(column))
                .map(Constraint::id)
                .findFirst();
    }

    private Stream<Constraint> kept() {
        return keys(verdicts.comparison().before(), verdicts.held());
    }

    private static Stream<Constraint> keys(Catalog catalog, Collection<ObjectId> ids) {
        return ids.stream()
                .filter(id -> id.type() == ObjectType.CONSTRAINT)
                .flatMap(id -> catalog.find(id).stream())
                .map(Constraint.class::cast)
                .filter(Constraint::isPrimary);
    }

    private static ObjectId table(Constraint key) {
        return ObjectId.of(ObjectType.TABLE, key.id().schema(), key.id().qualifier());
    }
}
