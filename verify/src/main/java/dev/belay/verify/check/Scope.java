package dev.belay.verify.check;

import dev.belay.core.db.QualifiedName;
import java.util.Set;

/**
 * What of a database is not looked at: what Belay and the convention keep in it for themselves.
 *
 * @param tables with everything that is on them
 */
public record Scope(Set<QualifiedName> tables) {
    public static final Scope EVERYTHING = new Scope(Set.of());

    public Scope {
        tables = Set.copyOf(tables);
    }

    /** Whether a relation is looked at. */
    public boolean has(String schema, String relation) {
        return schema.isEmpty() || relation.isEmpty() || !tables.contains(new QualifiedName(schema, relation));
    }
}
