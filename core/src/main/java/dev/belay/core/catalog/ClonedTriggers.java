package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;

/** Triggers of partitions that are those of the whole, and are known because they fire otherwise. */
final class ClonedTriggers {
    private final Verdicts verdicts;

    ClonedTriggers(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    static boolean is(CatalogObject object) {
        return object instanceof Trigger trigger && trigger.cloned();
    }

    /** Those that a partition loses while it is none, and that it has afterwards as before. */
    List<ObjectId> lost() {
        return verdicts.comparison().before().objects().values().stream()
                .filter(ClonedTriggers::is)
                .filter(clone -> verdicts.isLoosened(table((Trigger) clone), Part.ATTACH))
                .map(CatalogObject::id)
                .filter(id -> verdicts.comparison().after().find(id).isPresent())
                .toList();
    }

    /** Whether it goes with the trigger of the whole, or when its table is no part of that any more. */
    boolean goesAlong(CatalogObject object) {
        return object instanceof Trigger clone
                && clone.cloned()
                && (verdicts.isLoosened(table(clone), Part.ATTACH)
                        || original(clone, verdicts.comparison().before())
                                .filter(trigger -> verdicts.goes(trigger.id()))
                                .isPresent());
    }

    /** The statement that lets it fire as that of the whole, where that is there and no more is known of it. */
    Optional<String> reset(CatalogObject object) {
        return object instanceof Trigger clone && clone.cloned()
                ? original(clone, verdicts.comparison().after()).map(clone::firesAs)
                : Optional.empty();
    }

    private static Optional<Trigger> original(Trigger clone, Catalog catalog) {
        Optional<ObjectId> above = parent(table(clone), catalog);
        while (above.isPresent()) {
            ObjectId whole = above.get();
            Optional<Trigger> trigger = catalog.find(new ObjectId(
                            ObjectType.TRIGGER, whole.schema(), clone.id().name(), whole.name()))
                    .map(Trigger.class::cast);
            if (trigger.isPresent()) {
                return trigger;
            }
            above = parent(whole, catalog);
        }
        return Optional.empty();
    }

    private static Optional<ObjectId> parent(ObjectId table, Catalog catalog) {
        return catalog.find(table)
                .filter(Table.class::isInstance)
                .flatMap(object -> ((Table) object).partition())
                .map(Table.Partition::parent);
    }

    private static ObjectId table(Trigger trigger) {
        return ObjectId.of(ObjectType.TABLE, trigger.id().schema(), trigger.id().qualifier());
    }
}
