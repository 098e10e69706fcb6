package dev.belay.core.catalog;

import java.util.Set;
import java.util.SortedSet;

/**
 * A piece of an object that has a statement of its own. An {@link Moment#INLINE} one is a part of the object's own
 * statement unless a loop of dependencies forces the two apart; an {@link Moment#APART} one always stands alone.
 *
 * @param name tells the parts of one object apart: {@code default price}, {@code check positive}, {@code attach}
 * @param description as the table of contents of an archive calls it, such as {@code DEFAULT}
 * @param tag as the table of contents of an archive calls it, such as {@code orders price}
 * @param section the section it is in when it stands alone
 * @param create the statement that makes it when it stands alone
 * @param drop the statement that removes it alone
 * @param dependsOn what must be there first, besides the object itself
 */
public record Part(
        String name,
        String description,
        String tag,
        Moment moment,
        int rank,
        Section section,
        String create,
        String drop,
        SortedSet<ObjectId> dependsOn) {
    /** The name of the part that makes a partition, or the index of one, belong to its parent. */
    public static final String ATTACH = "attach";

    /** Between the tables and their defaults. */
    static final int ATTACH_RANK = 21;

    static final int DEFAULT_RANK = 22;

    public Part {
        dependsOn = ObjectId.copyOf(dependsOn);
    }

    /** Whether it stands alone, or may have to because of what it needs besides its own object. */
    boolean isLoose(ObjectId whole) {
        return moment == Moment.APART || !(dependsOn.isEmpty() || dependsOn.equals(Set.of(whole)));
    }

    /** When a part is made. */
    public enum Moment {
        INLINE,
        APART
    }
}
