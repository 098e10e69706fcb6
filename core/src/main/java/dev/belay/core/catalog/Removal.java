package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The statements that remove objects of a schema, users first, and without those for what goes along with something else. */
final class Removal {
    private final Verdicts verdicts;
    private final Catalog before;
    private final Attachment attachment;
    /** Backwards: what was created last goes first. */
    private final List<CreationOrder.Step> steps;

    Removal(Verdicts verdicts) {
        this.verdicts = verdicts;
        this.before = verdicts.comparison().before();
        this.attachment = new Attachment(verdicts);
        List<CreationOrder.Step> order =
                new ArrayList<>(CreationOrder.of(before).steps());
        Collections.reverse(order);
        this.steps = List.copyOf(order);
    }

    List<SchemaChanges.Step> of(Predicate<ObjectId> chosen) {
        Map<ObjectId, Integer> places = places(chosen);
        List<SchemaChanges.Step> drops = new ArrayList<>();
        Set<ObjectId> done = new HashSet<>();
        for (CreationOrder.Step step : steps) {
            CatalogObject object = step.object();
            int whole = places.getOrDefault(object.id(), -1);
            if (whole < 0) {
                continue;
            }
            if (letsGo(step)) {
                drops.add(step(object, ((View) object).empty(), ""));
            } else if (step.part().isPresent()) {
                // What the part needs may go before the whole, and the part is in its way.
                Part part = step.part().get();
                if (part.dependsOn().stream().anyMatch(needed -> places.getOrDefault(needed, whole) < whole)) {
                    drops.add(step(object, part.drop(), ""));
                }
            } else if (done.add(object.id())) {
                drops.add(step(object, drop(object, chosen), caution(object.id())));
            }
        }
        return drops.stream().filter(step -> !step.sql().isEmpty()).toList();
    }

    /** Where a view in a circle lets go of what it reads, which may stand on the view; it is dropped when nothing does. */
    private static boolean letsGo(CreationOrder.Step step) {
        return step.form() == CreationOrder.Form.COMPLETE && step.object() instanceof View;
    }

    /** When each object is dropped that does not go along with another. */
    private Map<ObjectId, Integer> places(Predicate<ObjectId> chosen) {
        Map<ObjectId, Integer> all = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            CreationOrder.Step step = steps.get(i);
            if (chosen.test(step.object().id())
                    && step.form() != CreationOrder.Form.PART
                    && !letsGo(step)
                    && !goesAlong(step.object(), chosen)) {
                all.putIfAbsent(step.object().id(), i);
            }
        }
        Map<ObjectId, Integer> places = new HashMap<>(all);
        places.keySet()
                .removeIf(id -> before.find(id)
                        .filter(object -> goesWithTable(object, chosen, all))
                        .isPresent());
        return places;
    }

    /** Whether it is still in nobody's way when its table goes, and it with the table. */
    private boolean goesWithTable(CatalogObject object, Predicate<ObjectId> chosen, Map<ObjectId, Integer> all) {
        List<ObjectId> tables = attachment.tables(object);
        if (tables.isEmpty()
                || Attachment.isRelation(object.id().type())
                || !tables.stream().allMatch(chosen)) {
            return false;
        }
        if (object instanceof ForeignKey
                && object.dependsOn().stream()
                        .flatMap(needed -> before.find(needed).stream())
                        .anyMatch(needed -> needed instanceof Table table
                                && table.partitionedBy().isPresent())) {
            // It holds the partitions too.
            return false;
        }
        int table = tables.stream()
                .mapToInt(id -> all.getOrDefault(id, Integer.MAX_VALUE))
                .min()
                .orElseThrow();
        return object.dependsOn().stream()
                .filter(needed -> !tables.contains(needed) && chosen.test(needed))
                .allMatch(needed -> all.getOrDefault(needed, Integer.MAX_VALUE) > table);
    }

    private SchemaChanges.Step step(CatalogObject object, String sql, String caution) {
        return new SchemaChanges.Step(
                verdicts.comes(object.id()) ? SchemaChanges.Deed.REPLACE : SchemaChanges.Deed.DROP,
                object.id(),
                sql,
                Optional.of(caution).filter(text -> !text.isEmpty()),
                false);
    }

    private static String caution(ObjectId id) {
        return switch (id.type()) {
            case TABLE -> "its rows go with it";
            case SEQUENCE -> "its value goes with it";
            case EXTENSION -> "its tables, and their rows, go with it";
            default -> "";
        };
    }

    private String drop(CatalogObject object, Predicate<ObjectId> chosen) {
        if (object instanceof MemberPrivileges) {
            Privileges privileges = object.head().privileges();
            StringBuilder sql = new StringBuilder();
            object.subPrivileges()
                    .forEach(column -> sql.append(Grants.on(
                                    object.grantable(), object.head().owner())
                            .column(column.column())
                            .between(
                                    column.privileges(),
                                    new Privileges(
                                            List.of(), column.privileges().standard()))));
            return Grants.on(object.grantable(), object.head().owner())
                            .between(privileges, new Privileges(privileges.standard(), privileges.standard()))
                    + sql;
        }
        Optional<String> reset = new ClonedTriggers(verdicts).reset(object);
        if (reset.isPresent() && !attachment.goesAlong(object)) {
            return reset.get();
        }
        if (attachment.isFree(object)) {
            // No more a part of the other one, it does not go with it.
            return object instanceof Constraint constraint
                    ? "ALTER TABLE ONLY " + constraint.tableSql() + " DROP CONSTRAINT " + constraint.nameSql() + ";\n"
                    : "DROP INDEX " + object.id().sql() + ";\n";
        }
        boolean knotted = object.id().type() == ObjectType.TYPE
                && verdicts.users().of(object.id()).stream()
                        .anyMatch(user ->
                                chosen.test(user) && Comparison.needs(object).contains(user));
        return knotted ? "DROP " + object.reference() + " CASCADE;\n" : object.drop();
    }

    /** Whether an object has gone by the time when its own statement would come. */
    private boolean goesAlong(CatalogObject object, Predicate<ObjectId> chosen) {
        ObjectId id = object.id();
        if (object instanceof Sequence sequence && sequence.ownedBy().isPresent()) {
            Sequence.Owner owner = sequence.ownedBy().get();
            return sequence.identity().isPresent()
                    || (!verdicts.isLoosened(id, "owned by")
                            && (chosen.test(owner.table()) || losesColumn(owner))
                            && Set.of(owner.table())
                                    .containsAll(verdicts.users().of(id)));
        }
        if (object.id().type() == ObjectType.PUBLICATION_TABLE
                && chosen.test(ObjectId.of(ObjectType.PUBLICATION, "", id.qualifier()))) {
            return true;
        }
        return object instanceof Routine
                && Comparison.needs(object).stream()
                        .filter(needed -> needed.type() == ObjectType.TYPE && chosen.test(needed))
                        .flatMap(needed -> before.find(needed).stream())
                        .anyMatch(type -> Comparison.needs(type).contains(id));
    }

    private boolean losesColumn(Sequence.Owner owner) {
        Alteration change = verdicts.altered().get(owner.table());
        return change != null
                && verdicts.comparison()
                        .tableAfter(owner.table())
                        .filter(table -> table.columns().stream()
                                .noneMatch(column -> column.name().equals(owner.column())))
                        .isPresent();
    }
}
