package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * A schema ({@code pg_namespace}).
 *
 * @param initial whether it is "public", which every new database has ({@code nspname})
 * @param initialOwner whether it belongs to the role that owns it in every new database ({@code nspowner})
 * @param dropped whether it is "public" and somebody dropped it: the one object that is told by its absence
 */
public record Schema(Head head, boolean initial, boolean initialOwner, boolean dropped) implements CatalogObject {
    private static final String INITIAL_COMMENT = "standard public schema";

    static Schema of(Head head, Row row, Context context) {
        return new Schema(head, row.flag("initial"), row.flag("initial_owner"), row.flag("dropped"));
    }

    @Override
    public String create(Set<Part> apart) {
        if (dropped) {
            return "DROP SCHEMA IF EXISTS " + id().sql() + ";\n";
        }
        return initial ? "" : "CREATE " + reference() + ";\n";
    }

    @Override
    public Optional<String> ownable() {
        return initialOwner ? Optional.empty() : CatalogObject.super.ownable();
    }

    @Override
    public Optional<String> commentToSet() {
        if (!initial || dropped) {
            return head.comment();
        }
        // Somebody may have removed the comment that every new database has: the empty one removes it again.
        String comment = head.comment().orElse("");
        return comment.equals(INITIAL_COMMENT) ? Optional.empty() : Optional.of(comment);
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (dropped && change.takeAll(fact -> true)) {
            change.add(Alteration.Moment.LATE, create(), "");
        } else if (change.differs("dropped")) {
            change.refuseRest("whoever makes it decides what it begins with");
        }
    }
}
