package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What becomes of each object on the way from one schema to another: dropped, created, made anew, altered, or left alone
 * because no statement is safe. Whatever is left alone holds what it uses, and keeps away what needs its new form: the
 * decision is made in rounds, until no more is left alone than before.
 */
final class Verdicts {
    private final Comparison comparison;
    private final Users users;
    private final Yielding yielding = new Yielding(this);

    /** What is left alone, and why. Grows from round to round, as the next two do. */
    private final SortedMap<ObjectId, String> held = new TreeMap<>();

    /** By table, the columns that keep their type, and why. */
    private final Map<ObjectId, Map<String, String>> fixed = new HashMap<>();

    /** By object, the parts that are dropped before all else and made again at the end. */
    private final SortedMap<ObjectId, SortedSet<String>> loosened = new TreeMap<>();

    /** Tables that stay partitions of what they are, or of nothing, and why. */
    private final Map<ObjectId, String> unmoved = new HashMap<>();

    private boolean grown;

    private final SortedSet<ObjectId> removed = new TreeSet<>();
    private final SortedSet<ObjectId> added = new TreeSet<>();
    private final SortedSet<ObjectId> remade = new TreeSet<>();
    private final SortedMap<ObjectId, Alteration> altered = new TreeMap<>();
    private final Map<ObjectId, TableAlteration> tables = new HashMap<>();
    private Set<ObjectId> early = Set.of();

    private Verdicts(Comparison comparison) {
        this.comparison = comparison;
        this.users = new Users(comparison.before());
    }

    static Verdicts of(Comparison comparison) {
        Verdicts verdicts = new Verdicts(comparison);
        do {
            verdicts.grown = false;
            verdicts.round();
        } while (verdicts.grown);
        return verdicts;
    }

    Comparison comparison() {
        return comparison;
    }

    Users users() {
        return users;
    }

    SortedMap<ObjectId, Alteration> altered() {
        return altered;
    }

    /** By object, the parts that are dropped before all else; what is left alone keeps its own. */
    SortedMap<ObjectId, SortedSet<String>> loosened() {
        SortedMap<ObjectId, SortedSet<String>> own = new TreeMap<>(loosened);
        own.keySet().removeAll(held.keySet());
        return own;
    }

    /** Whether a table gets a partition that it does not have yet. */
    boolean getsPartition(ObjectId table) {
        return comparison.after().objects().values().stream()
                .filter(object -> object instanceof Table child
                        && child.partition()
                                .filter(partition -> partition.parent().equals(table))
                                .isPresent())
                .anyMatch(child -> comes(child.id()) || isAttached(child.id()));
    }

    SortedSet<ObjectId> remade() {
        return remade;
    }

    Lacks lacks() {
        return new Lacks(this);
    }

    Set<ObjectId> held() {
        return held.keySet();
    }

    /** Whether it is left alone as a whole. */
    boolean holds(ObjectId id) {
        return held.containsKey(id);
    }

    Optional<TableAlteration> tableAlteration(ObjectId id) {
        return Optional.ofNullable(tables.get(id));
    }

    /** Whether it is not there for a while, or for good. */
    boolean goes(ObjectId id) {
        return removed.contains(id) || remade.contains(id);
    }

    /** Whether it is not there in the end. */
    boolean removes(ObjectId id) {
        return removed.contains(id);
    }

    /** Whether it goes before anything is altered or created. */
    boolean goesEarly(ObjectId id) {
        return early.contains(id);
    }

    boolean comes(ObjectId id) {
        return added.contains(id) || remade.contains(id);
    }

    boolean isLoosened(ObjectId id, String part) {
        return !held.containsKey(id)
                && loosened.getOrDefault(id, new TreeSet<>()).contains(part);
    }

    private void round() {
        unmoved.keySet().forEach(this::stay);
        SchemaDiff difference = comparison.difference();
        remade.clear();
        altered.clear();
        tables.clear();
        removed.clear();
        removed.addAll(difference.removed());
        removed.removeAll(held.keySet());
        added.clear();
        added.addAll(difference.added());
        added.removeAll(held.keySet());
        removed.stream()
                .flatMap(id -> comparison.before().find(id).stream())
                .filter(object -> object instanceof Subscription subscription
                        && subscription.slot().isPresent())
                .toList()
                .forEach(object ->
                        hold(object.id(), "its slot at the publisher can go with it only outside a transaction"));
        Stream.concat(added.stream(), difference.changed().keySet().stream())
                .flatMap(id -> comparison.after().find(id).stream())
                .toList()
                .forEach(object -> object.obstacle().ifPresent(why -> hold(object.id(), why)));
        difference.changed().keySet().stream()
                .filter(id -> !held.containsKey(id))
                .forEach(this::consider);
        spread();
        holdWhatCannotGoAlone();
        holdSecondKeys();
        holdWhatLacks();
        early = new EarlyDrops(this).find();
        remade.stream()
                .filter(id -> !early.contains(id))
                .forEach(id -> hold(id, "what uses it goes only after it would have to come"));
    }

    private void hold(ObjectId id, String why) {
        if (held.putIfAbsent(id, why) == null) {
            grown = true;
        }
    }

    private void consider(ObjectId id) {
        CatalogObject before = comparison.before().objects().get(id);
        CatalogObject after = comparison.after().objects().get(id);
        if (before == null || after == null || before.getClass() != after.getClass()) {
            hold(id, "it is a type of another sort");
            return;
        }
        Alteration change;
        if (before instanceof Table old && after instanceof Table now) {
            change = table(id, old, now).change();
        } else {
            change = new Alteration(id, comparison.changes(id));
            new Attachment(this).take(before, after, change);
            after.alterFrom(before, comparison, change);
            if (!(after instanceof Schema schema && schema.dropped())) {
                CommonChanges.write(before, after, comparison, change);
            }
        }
        if ((!change.settled() || !change.refusedFacts().isEmpty()) && yielding.isRemakable(id)) {
            remade.add(id);
            return;
        }
        change.refuseRest(reason(id.type()));
        altered.put(id, change);
        change.loosened().forEach(part -> loosen(id, part));
    }

    private static String reason(ObjectType type) {
        return switch (type) {
            case TYPE, DOMAIN -> "a type that is there cannot become another";
            case SUBSCRIPTION -> "replication that runs depends on it";
            case EXTENSION -> "not every extension can be moved";
            case LARGE_OBJECT -> "it is data";
            default -> "nothing changes it in place, and it cannot be made anew";
        };
    }

    private TableAlteration table(ObjectId id, Table before, Table after) {
        TableAlteration known = tables.get(id);
        if (known != null) {
            return known;
        }
        Set<ObjectId> old = new HashSet<>(TableAlteration.parents(before).toList());
        List<TableAlteration> parents = TableAlteration.parents(after)
                .filter(old::contains)
                .flatMap(parent -> table(parent).stream())
                .toList();
        TableAlteration alteration = new TableAlteration(before, after, this, parents);
        tables.put(id, alteration);
        alteration.write();
        return alteration;
    }

    private Optional<TableAlteration> table(ObjectId id) {
        return comparison
                .tableBefore(id)
                .flatMap(before -> comparison.tableAfter(id).map(after -> table(id, before, after)));
    }

    Optional<String> whyNotMoved(ObjectId table) {
        return Optional.ofNullable(unmoved.get(table));
    }

    /** A table can become a partition of another one only if both have the same columns and checks by then. */
    void considerMove(TableAlteration table, ObjectId parent) {
        Set<String> kept = table(parent).map(TableAlteration::refusedShape).orElse(Set.of());
        if (!kept.equals(table.refusedShape())
                && unmoved.putIfAbsent(table.after().id(), "it would not have the columns of " + parent) == null) {
            grown = true;
        }
    }

    /** Whether it is made a partition, or of other values, and so gets the indexes of the whole. */
    boolean isAttached(ObjectId table) {
        return isLoosened(table, Part.ATTACH) && !unmoved.containsKey(table);
    }

    /** What stays a partition of the same table need not let go of it. */
    private void stay(ObjectId table) {
        Optional<Table> before = comparison.tableBefore(table);
        if (before.isPresent()
                && !TableAlteration.leaves(
                        before.get(), comparison.tableAfter(table).orElseThrow())) {
            loosened.getOrDefault(table, new TreeSet<>()).remove(Part.ATTACH);
        }
    }

    void loosen(ObjectId id, String part) {
        if (loosened.computeIfAbsent(id, key -> new TreeSet<>()).add(part)) {
            grown = true;
        }
    }

    /** What uses something that goes has to go too, to let go of it, or else to hold it. */
    private void spread() {
        TreeSet<ObjectId> rest = new TreeSet<>(removed);
        stepAside();
        remade.addAll(new ClonedTriggers(this).lost());
        rest.addAll(remade);
        while (!rest.isEmpty()) {
            ObjectId gone = rest.pollFirst();
            for (ObjectId user : users.of(gone)) {
                if (!goes(user) && !yielding.letsGo(gone, user)) {
                    if (yielding.isRemakable(user)) {
                        remade.add(user);
                        altered.remove(user);
                        rest.add(user);
                    } else {
                        hold(gone, user + " uses it");
                    }
                }
            }
        }
    }

    /** What would not let a column have another type. */
    private void stepAside() {
        List.copyOf(altered.entrySet())
                .forEach(entry -> entry.getValue()
                        .retyped()
                        .forEach(column -> users.of(entry.getKey()).stream()
                                .filter(user -> users.mentions(user, column) && stepsAside(user.type()) && !goes(user))
                                .forEach(user -> {
                                    if (yielding.isRemakable(user)) {
                                        remade.add(user);
                                        altered.remove(user);
                                    } else {
                                        fix(entry.getKey(), column, user + " uses it");
                                    }
                                })));
    }

    private static boolean stepsAside(ObjectType type) {
        return switch (type) {
            case VIEW, MATERIALIZED_VIEW, RULE, POLICY, TRIGGER, FUNCTION, PROCEDURE, PUBLICATION_TABLE -> true;
            default -> false;
        };
    }

    private void fix(ObjectId table, String column, String why) {
        if (fixed.computeIfAbsent(table, key -> new HashMap<>()).putIfAbsent(column, why) == null) {
            grown = true;
        }
    }

    /** What has no statement of its own goes with what it belongs to, or not at all. */
    private void holdWhatCannotGoAlone() {
        Attachment attachment = new Attachment(this);
        removed.stream()
                .flatMap(id -> comparison.before().find(id).stream())
                .filter(object -> object.drop().isEmpty() && !(object instanceof MemberPrivileges))
                .filter(object -> !attachment.goesAlong(object) && !attachment.isFree(object))
                .filter(object -> new ClonedTriggers(this).reset(object).isEmpty())
                .filter(object -> !(object instanceof Sequence sequence) || !attachment.losesIdentity(sequence))
                .toList()
                .forEach(object -> hold(object.id(), "it goes only with what it belongs to"));
    }

    private void holdSecondKeys() {
        new PrimaryKeys(this).second(added).forEach((key, kept) -> hold(key, "its table keeps " + kept));
    }

    /** What needs something that is not there, or not yet as it should be, is left alone as well. */
    private void holdWhatLacks() {
        Stream.of(added, remade, altered.keySet())
                .flatMap(Set::stream)
                .filter(id -> !(comparison.after().objects().get(id) instanceof Table) || added.contains(id))
                .filter(id ->
                        added.contains(id) || comparison.difference().changed().containsKey(id))
                .toList()
                .stream()
                .flatMap(id -> comparison.after().find(id).stream())
                .forEach(object -> lacks().disordered(object)
                        .or(() -> lacks().apart(object))
                        .or(() -> lacks().of(Comparison.needs(object), object.id(), object.create()))
                        .ifPresent(needed -> hold(object.id(), Lacks.why(needed))));
    }

    /** Who would lose a column that goes: somebody who is left alone. */
    Optional<ObjectId> keeperOf(ObjectId table, String column) {
        return users.of(table).stream()
                .filter(user -> held.containsKey(user) && users.mentions(user, column))
                .findFirst();
    }

    /** Why a column keeps its type. */
    Optional<String> fixedBy(ObjectId table, String column) {
        Table old = comparison.tableBefore(table).orElseThrow();
        if (old.partitionedBy().filter(by -> Mention.of(column, by.key())).isPresent()) {
            return Optional.of("the table is partitioned by it");
        }
        return old.columns().stream()
                .filter(other -> other.generated()
                        .filter(generated -> Mention.of(column, generated.expression()))
                        .isPresent())
                .map(other -> "column " + other.sql() + " is computed of it")
                .findFirst()
                .or(() ->
                        Optional.ofNullable(fixed.getOrDefault(table, Map.of()).get(column)));
    }

    List<SchemaChanges.Unsaid> unsaid() {
        List<SchemaChanges.Unsaid> all = new ArrayList<>();
        held.forEach((id, why) -> {
            String what = comparison.difference().added().contains(id)
                    ? "not created"
                    : comparison.difference().removed().contains(id) ? "not dropped" : "not changed";
            // What only uses something that changes is no difference itself.
            if (!what.equals("not changed") || comparison.difference().changed().containsKey(id)) {
                all.add(new SchemaChanges.Unsaid(id, what + ": " + why));
            }
        });
        altered.forEach((id, change) -> {
            if (!held.containsKey(id)) {
                all.addAll(change.unsaid());
            }
        });
        return all;
    }
}
