package dev.belay.backup;

import dev.belay.backup.data.Relation;
import dev.belay.backup.data.SequenceState;
import dev.belay.backup.data.Sequences.OfExtension;
import dev.belay.backup.data.Snapshot.Moment;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that a plan is made from.
 *
 * @param whole the whole schema
 * @param chosen the part of it that is wanted
 * @param relations the tables whose rows are wanted
 * @param references by the OID of a table, those that its foreign keys refer to
 * @param partial whether patterns have left out anything of it
 * @param leftOut in words, what is not in the archive although it is in the database
 * @param notes what whoever made it should know
 */
record Found(
        Moment moment,
        Catalog whole,
        Catalog chosen,
        List<Relation> relations,
        Map<Long, Set<Long>> references,
        List<OfExtension> extensionSequences,
        Map<ObjectId, SequenceState> sequences,
        boolean partial,
        List<String> leftOut,
        List<String> notes) {
    Found {
        relations = List.copyOf(relations);
        extensionSequences = List.copyOf(extensionSequences);
        leftOut = List.copyOf(leftOut);
        notes = List.copyOf(notes);
    }
}
