package dev.belay.verify.spec;

import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.core.catalog.Table;
import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a catalog a spec is to speak of: everything, or what a change has brought. */
final class Change {
    static final Change EVERYTHING = new Change();

    private final Optional<SchemaDiff> difference;

    private Change() {
        this.difference = Optional.empty();
    }

    Change(SchemaDiff difference) {
        this.difference = Optional.of(difference);
    }

    boolean brings(ObjectId id) {
        return difference
                .map(it -> it.added().contains(id) || it.changed().containsKey(id))
                .orElse(true);
    }

    /** Whether something of the table itself is new. */
    boolean touches(Table table) {
        return difference.isEmpty()
                || difference.get().added().contains(table.id())
                || !of(table).columns().isEmpty()
                || !of(table).checks().isEmpty();
    }

    /** The table with no columns and checks but those that are new or otherwise than before. */
    Table of(Table table) {
        if (difference.isEmpty() || difference.get().added().contains(table.id())) {
            return table;
        }
        Set<String> facts = difference.get().changed().getOrDefault(table.id(), List.of()).stream()
                .map(SchemaDiff.Change::fact)
                .collect(Collectors.toSet());
        return new Table(
                table.head(),
                table.unlogged(),
                table.ofType(),
                table.inherits(),
                table.partitionedBy(),
                table.partition(),
                table.columns().stream()
                        .filter(column -> named(facts, "column " + Identifier.spell(column.name())))
                        .toList(),
                table.checks().stream()
                        .filter(check -> named(facts, "check " + Identifier.spell(check.name())))
                        .toList(),
                table.options(),
                table.toastOptions(),
                table.tablespace(),
                table.accessMethod(),
                table.replicaIdentity(),
                table.foreign());
    }

    /** A fact of a piece begins with the piece, whose name is quoted where it is odd. */
    private static boolean named(Set<String> facts, String piece) {
        return facts.stream().anyMatch(fact -> fact.equals(piece) || fact.startsWith(piece + ": "));
    }
}
