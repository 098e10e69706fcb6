package dev.belay.core.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What every object of a database has, whatever its type.
 *
 * @param owner the role that owns it; empty for objects that belong to another one, as an index to its table ({@code
 *     …owner})
 * @param comment the text of {@code COMMENT ON} ({@code pg_description})
 * @param privileges who may do what with it ({@code …acl})
 * @param labels of security providers ({@code pg_seclabel})
 * @param dependsOn the objects of this catalog that must be there first ({@code pg_depend}); what belongs to an extension
 *     is replaced by the extension
 * @param extensions with which it is dropped though it belongs to none of them ({@code ALTER … DEPENDS ON EXTENSION})
 */
public record Head(
        ObjectId id,
        Optional<String> owner,
        Optional<String> comment,
        Privileges privileges,
        List<SecurityLabel> labels,
        SortedSet<ObjectId> dependsOn,
        List<String> extensions) {
    public Head {
        extensions = List.copyOf(extensions);
        labels = List.copyOf(labels);
        dependsOn = ObjectId.copyOf(dependsOn);
    }

    public Head(
            ObjectId id,
            Optional<String> owner,
            Optional<String> comment,
            Privileges privileges,
            List<SecurityLabel> labels,
            SortedSet<ObjectId> dependsOn) {
        this(id, owner, comment, privileges, labels, dependsOn, List.of());
    }

    /** The same, but for objects that must be there first as well. */
    Head needing(Collection<ObjectId> more) {
        if (more.isEmpty()) {
            return this;
        }
        SortedSet<ObjectId> all = new TreeSet<>(dependsOn);
        all.addAll(more);
        all.remove(id);
        return new Head(id, owner, comment, privileges, labels, all, extensions);
    }
}
