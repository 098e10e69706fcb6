package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * In which order the objects of a catalog are created: what is needed first, then by rank and name, the same on every
 * machine. Loops are entered by stand-ins, by parts made separately, and by making things only after the rows.
 *
 * @param givenUp the dependencies that no order can keep; a script in this order may fail there
 */
public record CreationOrder(List<Step> steps, List<GivenUp> givenUp) {
    public CreationOrder {
        steps = List.copyOf(steps);
        givenUp = List.copyOf(givenUp);
    }

    /**
     * One statement of the order: a whole object, its stand-in, its completion, or one of its parts.
     *
     * @param apart the inline parts that are no part of the object's own statement, because they have steps of their own
     * @param section where it stands as seen from the rows, which may be later than its type would say
     * @param needs the steps that must be done first, by their number in the order, rising
     */
    public record Step(
            CatalogObject object,
            Form form,
            Optional<Part> part,
            Set<Part> apart,
            Section section,
            List<Integer> needs) {}

    /** What of an object a step makes. */
    public enum Form {
        WHOLE,
        STUB,
        COMPLETE,
        PART
    }

    /**
     * A loop of dependencies that has no way in.
     *
     * @param loop its members, each of which needs the next, and the last the first
     * @param user who does not wait
     * @param needed for whom
     */
    public record GivenUp(List<String> loop, String user, String needed) {
        @Override
        public String toString() {
            return "these need each other, and " + user + " does not wait for " + needed + ": "
                    + String.join(" → ", loop);
        }
    }

    /** Every object of the catalog, each part that stands alone after it. */
    public static CreationOrder of(Catalog catalog) {
        return new Ordering(catalog).result();
    }
}
