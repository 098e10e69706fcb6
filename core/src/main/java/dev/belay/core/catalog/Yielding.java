package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;

/** What an object can do when something goes that it uses: be made anew, or let go of it. */
final class Yielding {
    private final Verdicts verdicts;

    Yielding(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** Whether it may be dropped and made anew: it holds nothing that would be lost. */
    boolean isRemakable(ObjectId id) {
        CatalogObject before = verdicts.comparison().before().objects().get(id);
        if (before == null
                || verdicts.holds(id)
                || verdicts.comparison().after().find(id).isEmpty()) {
            return false;
        }
        return switch (id.type()) {
            case DATABASE,
                    SCHEMA,
                    EXTENSION,
                    TYPE,
                    DOMAIN,
                    TABLE,
                    LARGE_OBJECT,
                    SUBSCRIPTION,
                    DEFAULT_PRIVILEGES,
                    MEMBER_PRIVILEGES -> false;
            case SEQUENCE ->
                before instanceof Sequence sequence
                        && sequence.identity().isPresent()
                        && sequence.ownedBy()
                                .filter(owner -> verdicts.removes(owner.table()))
                                .isPresent();
            default -> {
                Attachment attachment = new Attachment(verdicts);
                yield !before.drop().isEmpty() || attachment.isFree(before) || attachment.goesAlong(before);
            }
        };
    }

    /** Whether it can stay without what goes: it has, or gets, a form that does not use it. */
    boolean letsGo(ObjectId gone, ObjectId user) {
        CatalogObject before = verdicts.comparison().before().objects().get(user);
        if (before == null || verdicts.holds(user)) {
            return false;
        }
        Optional<CatalogObject> after = verdicts.comparison().after().find(user);
        Alteration change = verdicts.altered().get(user);
        if (new Attachment(verdicts).isFreeOf(gone, before)) {
            return true;
        }
        if (verdicts.removes(gone)
                && change != null
                // Rather early than late: another relation may need the names of its indexes and sequences, and a table
                // has one primary key.
                && !((Attachment.isRelation(gone.type()) || gone.type() == ObjectType.CONSTRAINT) && isRemakable(user))
                && after.filter(object -> !Comparison.needs(object).contains(gone))
                        .isPresent()
                && !change.keeps(gone.name())) {
            return true;
        }
        if (before.dependsOn().contains(gone)) {
            return false;
        }
        List<Part> parts = before.parts().stream()
                .filter(part -> part.dependsOn().contains(gone))
                .toList();
        if (parts.stream().anyMatch(part -> part.drop().isEmpty())) {
            return false;
        }
        parts.forEach(part -> verdicts.loosen(user, part.name()));
        return true;
    }
}
