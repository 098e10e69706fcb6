package dev.belay.core.catalog;

import static dev.belay.core.catalog.SchemaChanges.Deed.ALTER;
import static dev.belay.core.catalog.SchemaChanges.Deed.CREATE;
import static dev.belay.core.catalog.SchemaChanges.Deed.REPLACE;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of all verdicts in order: first goes what is in the way, then comes or changes what the new schema has, in its
 * order of creation, then goes what nothing uses any more; comments, privileges and event triggers come last.
 */
final class ChangeOrder {
    private final Verdicts verdicts;
    private final Comparison comparison;
    private final List<CreationOrder.Step> creation;
    private final List<SchemaChanges.Step> steps = new ArrayList<>();
    private final PendingPartitions partitions;
    private final List<CreatedObject> created = new ArrayList<>();
    private final Set<CreationOrder.Step> done = new HashSet<>();
    private Optional<String> tablespace = Optional.empty();
    private Optional<String> accessMethod = Optional.empty();

    ChangeOrder(Verdicts verdicts) {
        this.verdicts = verdicts;
        this.comparison = verdicts.comparison();
        this.partitions = new PendingPartitions(comparison.after());
        this.creation = CreationOrder.of(comparison.after()).steps();
    }

    List<SchemaChanges.Step> steps() {
        Removal removal = new Removal(verdicts);
        alterations(Alteration.Moment.FIRST);
        alterations(Alteration.Moment.EARLY);
        loose();
        steps.addAll(removal.of(verdicts::goesEarly));
        creation.forEach(this::main);
        steps.addAll(partitions.take());
        fasten();
        alterations(Alteration.Moment.END);
        alterations(Alteration.Moment.LATE);
        steps.addAll(removal.of(id -> verdicts.goes(id) && !verdicts.goesEarly(id)));
        alterations(Alteration.Moment.LAST);
        for (Creation.Pass pass : List.of(Creation.Pass.PRIVILEGES, Creation.Pass.LATE)) {
            created.forEach(object -> object.after(pass).forEach(sql -> add(deed(object.id()), object.id(), sql)));
        }
        created.forEach(object -> object.refresh(comparison.before())
                .ifPresent(sql -> steps.add(new SchemaChanges.Step(
                        REPLACE, object.id(), sql, Optional.of("computes all of its rows"), false))));
        return List.copyOf(steps);
    }

    private SchemaChanges.Deed deed(ObjectId id) {
        return verdicts.remade().contains(id) ? REPLACE : CREATE;
    }

    private void add(SchemaChanges.Deed deed, ObjectId id, String sql) {
        if (!sql.isEmpty()) {
            steps.add(new SchemaChanges.Step(deed, id, sql, Optional.empty(), false));
        }
    }

    private void alterations(Alteration.Moment moment) {
        verdicts.altered().forEach((id, change) -> {
            if (!verdicts.goes(id)) {
                alteration(id, change, moment);
            }
        });
    }

    private void alteration(ObjectId id, Alteration change, Alteration.Moment moment) {
        change.lines(moment)
                .forEach(line -> steps.add(new SchemaChanges.Step(
                        ALTER,
                        id,
                        line.sql(),
                        Optional.of(line.caution()).filter(text -> !text.isEmpty()),
                        moment == Alteration.Moment.FIRST)));
    }

    /** Drops the parts of what stays that would hold something that goes. */
    private void loose() {
        verdicts.loosened().forEach((id, names) -> {
            if (!verdicts.goes(id)) {
                comparison
                        .before()
                        .find(id)
                        .ifPresent(object -> object.parts().stream()
                                .filter(part -> names.contains(part.name()) && !isFromParent(object, part))
                                .forEach(part -> add(ALTER, id, part.drop())));
            }
        });
    }

    /** Makes them again, as the new object has them. */
    private void fasten() {
        verdicts.loosened().forEach((id, names) -> {
            if (!verdicts.comes(id)) {
                comparison
                        .after()
                        .find(id)
                        .ifPresent(object -> object.parts().stream()
                                .filter(part -> names.contains(part.name())
                                        && !part.name().equals(Part.ATTACH)
                                        && !isFromParent(object, part))
                                .forEach(part -> add(ALTER, id, part.create())));
            }
        });
    }

    private static boolean isFromParent(CatalogObject object, Part part) {
        return object instanceof Table table
                && table.checks().stream()
                        .anyMatch(check ->
                                check.inherited() && TableText.part(check).equals(part.name()));
    }

    private void main(CreationOrder.Step step) {
        ObjectId id = step.object().id();
        boolean part = step.form() == CreationOrder.Form.PART;
        if (verdicts.comes(id)) {
            create(step);
        } else if (part && step.part().orElseThrow().name().equals(Part.ATTACH)) {
            if (verdicts.isAttached(id)) {
                partitions.add(new SchemaChanges.Step(
                        ALTER, id, step.part().orElseThrow().create(), Optional.empty(), false));
            }
        } else if (!part
                && step.form() != CreationOrder.Form.STUB
                && verdicts.altered().containsKey(id)) {
            sequences(step.object());
            Alteration change = verdicts.altered().get(id);
            alteration(id, change, Alteration.Moment.BEFORE);
            alteration(id, change, Alteration.Moment.MAIN);
        }
    }

    /** A sequence may stand behind the table whose new default needs it. */
    private void sequences(CatalogObject object) {
        Set<ObjectId> needs = Comparison.needs(object);
        creation.stream()
                .filter(step -> step.form() == CreationOrder.Form.WHOLE
                        && needs.contains(step.object().id())
                        && step.object() instanceof Sequence sequence
                        && sequence.identity().isEmpty()
                        && verdicts.comes(step.object().id()))
                .toList()
                .forEach(this::create);
    }

    private void create(CreationOrder.Step step) {
        if (!done.add(step)) {
            return;
        }
        ObjectId id = step.object().id();
        CreatedObject object = new CreatedObject(verdicts, step);
        boolean attaches =
                step.part().filter(part -> part.name().equals(Part.ATTACH)).isPresent();
        if (attaches && waits(step.object(), object.main())) {
            return;
        }
        if (id.type() == ObjectType.FOREIGN_KEY || ClonedTriggers.is(step.object())) {
            steps.addAll(partitions.take());
        }
        String sql = place(object.creation()) + object.main();
        if (!sql.isEmpty()) {
            steps.add(new SchemaChanges.Step(deed(id), id, sql, object.caution(), false));
        }
        created.add(object);
    }

    /** Whether an attachment cannot be made yet. */
    private boolean waits(CatalogObject object, String sql) {
        SchemaChanges.Step step = new SchemaChanges.Step(deed(object.id()), object.id(), sql, Optional.empty(), false);
        if (object instanceof Table table && isOld(table)) {
            partitions.add(step);
            return true;
        }
        return partitions.takes(object, step);
    }

    private boolean isOld(Table table) {
        return table.partition()
                .filter(partition -> !verdicts.comes(partition.parent()))
                .isPresent();
    }

    /** The settings under which it is made, where they are others than before. */
    private String place(Creation creation) {
        StringBuilder sql = new StringBuilder();
        if (creation.tablespace().isPresent() && !creation.tablespace().equals(tablespace)) {
            tablespace = creation.tablespace();
            String name = tablespace.get();
            sql.append("SET default_tablespace = " + (name.isEmpty() ? "''" : Identifier.spell(name)) + ";\n");
        }
        if (creation.accessMethod().isPresent() && !creation.accessMethod().equals(accessMethod)) {
            accessMethod = creation.accessMethod();
            sql.append("SET default_table_access_method = " + Identifier.spell(accessMethod.get()) + ";\n");
        }
        return sql.toString();
    }
}
