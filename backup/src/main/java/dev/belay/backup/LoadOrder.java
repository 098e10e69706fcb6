package dev.belay.backup;

import dev.belay.backup.data.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which tables can be filled while their foreign keys hold: what is referred to comes first. */
final class LoadOrder {
    private final Map<Long, Relation> tables = new HashMap<>();
    private final Map<Long, Set<Long>> references;
    private final List<Relation> order = new ArrayList<>();
    private final Set<Long> done = new HashSet<>();
    private final Set<Long> open = new HashSet<>();
    private final List<String> loops = new ArrayList<>();

    LoadOrder(List<Relation> relations, Map<Long, Set<Long>> references) {
        this.references = references;
        relations.forEach(relation -> tables.put(relation.oid(), relation));
        relations.forEach(this::visit);
    }

    private void visit(Relation relation) {
        if (done.contains(relation.oid())) {
            return;
        }
        open.add(relation.oid());
        for (long oid : references.getOrDefault(relation.oid(), Set.of()).stream()
                .sorted()
                .toList()) {
            Relation other = tables.get(oid);
            if (other != null && open.contains(oid)) {
                loops.add(relation.sql() + " and " + other.sql());
            } else if (other != null) {
                visit(other);
            }
        }
        open.remove(relation.oid());
        done.add(relation.oid());
        order.add(relation);
    }

    List<Relation> order() {
        return order;
    }

    /** Pairs of tables that refer to each other, directly or not: no order suits both. */
    List<String> loops() {
        return loops;
    }
}
