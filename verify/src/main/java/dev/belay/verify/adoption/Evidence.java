package dev.belay.verify.adoption;

import dev.belay.core.catalog.SchemaDiff;
import java.util.List;

/**
 * What a database shows of one migration.
 *
 * @param found how many facts are as the migration leaves them
 * @param facts how many tell something
 * @param difference from what should be there to what is
 * @param undoneBy where nothing tells anything since others change the same: which they are, counted from 0
 */
public record Evidence(Presence presence, int found, int facts, SchemaDiff difference, List<Integer> undoneBy) {
    public Evidence {
        undoneBy = List.copyOf(undoneBy);
    }
}
