package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What comes and goes with the table it hangs on, or with the index of a partitioned table that it is a part of. */
final class Attachment {
    private static final String PART_OF = "traits: part of";

    private final Verdicts verdicts;

    Attachment(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** Settles whether an index is a part of another: with its table it is attached and detached. */
    void take(CatalogObject before, CatalogObject after, Alteration change) {
        if (!change.differs(PART_OF)) {
            return;
        }
        if (partOf(before).isPresent() && !isDetached(before)) {
            change.refuse(PART_OF::equals, "only its table could be detached");
        } else if (change.take(PART_OF)) {
            after.parts().stream()
                    .filter(part -> part.name().equals(Part.ATTACH))
                    .forEach(part -> change.add(Alteration.Moment.END, part.create(), ""));
        }
    }

    /** Whether it is the index of a partition that is detached, and so nobody's any more. */
    boolean isFree(CatalogObject object) {
        return partOf(object).isPresent() && isDetached(object);
    }

    /** Whether it lets go of something before anything is dropped. */
    boolean isFreeOf(ObjectId gone, CatalogObject object) {
        return isFree(object)
                || (object instanceof Sequence sequence
                        && verdicts.isLoosened(object.id(), "owned by")
                        && sequence.ownedBy()
                                .filter(owner -> owner.table().equals(gone))
                                .isPresent())
                || Optional.ofNullable(verdicts.altered().get(object.id()))
                        .filter(change -> change.frees(gone))
                        .isPresent();
    }

    private boolean isDetached(CatalogObject index) {
        return tables(index).stream().anyMatch(table -> verdicts.isLoosened(table, Part.ATTACH));
    }

    /** Whether something without a statement of its own goes with something else that goes. */
    boolean goesAlong(CatalogObject object) {
        return partOf(object).filter(verdicts::goes).isPresent()
                || new ClonedTriggers(verdicts).goesAlong(object)
                || tables(object).stream().anyMatch(verdicts::goes);
    }

    /** Whether it hangs on a table that was there before, and may have rows. */
    boolean hangsOnOld(CatalogObject object) {
        return tables(object).stream().anyMatch(table -> !verdicts.goes(table));
    }

    private static Optional<ObjectId> partOf(CatalogObject object) {
        if (object instanceof Index index) {
            return index.traits().partOf();
        }
        return object instanceof Constraint constraint ? constraint.traits().partOf() : Optional.empty();
    }

    /** The relations of the old schema that an object hangs on, by any of the types that such a relation may have. */
    List<ObjectId> tables(CatalogObject object) {
        String schema = object.id().schema();
        Set<String> names = object instanceof Index index
                ? Set.of(index.table())
                : object instanceof OnTable ? Set.of(object.id().qualifier()) : Set.of();
        if (object.id().type() == ObjectType.ROW_SECURITY || object.id().type() == ObjectType.PUBLICATION_TABLE) {
            names = Set.of(object.id().name());
        }
        if (object instanceof Statistics) {
            return object.dependsOn().stream()
                    .filter(needed -> isRelation(needed.type()))
                    .toList();
        }
        return names.stream()
                .flatMap(name -> List.of(
                        ObjectId.of(ObjectType.TABLE, schema, name),
                        ObjectId.of(ObjectType.FOREIGN_TABLE, schema, name),
                        ObjectId.of(ObjectType.VIEW, schema, name),
                        ObjectId.of(ObjectType.MATERIALIZED_VIEW, schema, name))
                        .stream())
                .filter(id -> verdicts.comparison().before().everything().containsKey(id))
                .toList();
    }

    static boolean isRelation(ObjectType type) {
        return switch (type) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> true;
            default -> false;
        };
    }

    /**
     * The sequence of an identity column.
     *
     * @param fresh whether it is one that only the new schema has, or one that only the old one has
     */
    Optional<Sequence> identity(ObjectId table, String column, boolean fresh) {
        Catalog one =
                fresh ? verdicts.comparison().after() : verdicts.comparison().before();
        Catalog other =
                fresh ? verdicts.comparison().before() : verdicts.comparison().after();
        return one.objects().values().stream()
                .filter(object -> object.id().type() == ObjectType.SEQUENCE)
                .map(Sequence.class::cast)
                .filter(sequence -> sequence.identity().isPresent()
                        && sequence.ownedBy()
                                .filter(owner -> owner.table().equals(table)
                                        && owner.column().equals(column))
                                .isPresent())
                .filter(sequence -> other.find(sequence.id()).isEmpty())
                .findFirst();
    }

    /** Whether its column stops being one, or goes. */
    boolean losesIdentity(Sequence sequence) {
        return sequence.ownedBy()
                .filter(owner -> {
                    String column = "column " + Identifier.spell(owner.column());
                    Alteration change = verdicts.altered().get(owner.table());
                    return verdicts.goes(owner.table())
                            || (change != null
                                    && !verdicts.holds(owner.table())
                                    && !change.refusedFacts().contains(column)
                                    && !change.refusedFacts().contains(column + ": identity"));
                })
                .isPresent();
    }
}
