package dev.belay.core.catalog;

import static dev.belay.core.catalog.Alteration.Moment.EARLY;
import static dev.belay.core.catalog.Alteration.Moment.END;
import static dev.belay.core.catalog.Alteration.Moment.LAST;
import static dev.belay.core.catalog.Alteration.Moment.LATE;
import static dev.belay.core.catalog.Alteration.Moment.MAIN;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one table becomes another. What a statement does to a parent it does to the children too: a child has no statement
 * for what a parent of both its versions has one for, and none for what only a parent could do.
 */
final class TableAlteration {
    private static final Set<String> SHAPE = Set.of("type", "collation", "generated", "not null");
    private static final String FROM_PARENT = "it comes from a parent, which does not change alike";

    private final Table before;
    private final Table after;
    private final Verdicts verdicts;
    private final Alteration change;
    private final List<TableAlteration> parents;
    /** Why it does not become the partition that it should be. */
    private final Optional<String> apart;
    /** Whether it is nobody's partition while it is altered, and another one afterwards, or none. */
    private final boolean moves;

    private final Map<String, Column> had;
    private final Map<String, Column> wanted;
    private boolean ordered = true;
    /** What the children get from here, without {@code ALTER TABLE} and the name. */
    private final Set<String> cascading = new HashSet<>();

    TableAlteration(Table before, Table after, Verdicts verdicts, List<TableAlteration> parents) {
        this.before = before;
        this.after = after;
        this.verdicts = verdicts;
        this.change = new Alteration(after.id(), verdicts.comparison().changes(after.id()));
        this.apart = after.partition()
                .flatMap(partition -> verdicts.lacks()
                        .of(Set.of(partition.parent()), after.id())
                        .map(Lacks::why)
                        .or(() -> verdicts.whyNotMoved(after.id())));
        this.moves = change.differs(TableAlteration::isPartition) && (apart.isEmpty() || leaves(before, after));
        this.parents = moves ? List.of() : List.copyOf(parents);
        this.had = byName(before);
        this.wanted = byName(after);
    }

    private static Map<String, Column> byName(Table table) {
        return table.columns().stream()
                .collect(Collectors.toMap(Column::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    /** The tables from which another one gets columns. */
    static Stream<ObjectId> parents(Table table) {
        return Stream.concat(table.inherits().stream(), table.partition().map(Table.Partition::parent).stream());
    }

    Alteration change() {
        return change;
    }

    /** Whether the columns come to stand as in the new schema. */
    boolean isOrdered() {
        return ordered;
    }

    Table after() {
        return after;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    Alteration write() {
        if (!before.ofType().equals(after.ofType()) || after.ofType().isPresent()) {
            change.refuse(fact -> fact.equals("of type") || isWholeColumn(fact), "it has the columns of a type");
        }
        partition();
        inheritance();
        after.columns().forEach(this::column);
        new CheckAlteration(this, before, after).write();
        storage();
        before.columns().stream()
                .filter(column -> !wanted.containsKey(column.name()))
                .forEach(this::removal);
        order();
        CommonChanges.write(before, after, verdicts.comparison(), change);
        if (moves && apart.isEmpty()) {
            after.partition().ifPresent(partition -> verdicts.considerMove(this, partition.parent()));
        }
        return change;
    }

    /** Whether a child has a column of its own too, and not only from its parent. */
    boolean isOwn(Column column) {
        return !column.inherited()
                && before.partition().isEmpty()
                && after.partition().isEmpty();
    }

    private static boolean isWholeColumn(String fact) {
        return Described.segments(fact).size() == 1 && fact.startsWith("column ");
    }

    String alter() {
        return "ALTER " + after.id().type().words() + " " + after.id().sql() + " ";
    }

    String alterOnly() {
        return "ALTER " + after.id().type().words() + " ONLY " + after.id().sql() + " ";
    }

    /** Runs a statement that the children follow, unless a parent runs it. */
    void cascade(Alteration.Moment moment, String what, String caution) {
        cascade(what, moment, what, caution);
    }

    /** The same for a statement that may be worded otherwise for a parent. */
    void cascade(String key, Alteration.Moment moment, String what, String caution) {
        if (cascading.add(key) && !fromParent(key)) {
            change.add(moment, alter() + what + ";\n", caution);
        }
    }

    boolean fromParent(String what) {
        return parents.stream().anyMatch(parent -> parent.cascading.contains(what));
    }

    /** What is refused and would have to be alike in a table and the one that it becomes a partition of. */
    Set<String> refusedShape() {
        return change.refusedFacts().stream().filter(TableAlteration::isShape).collect(Collectors.toSet());
    }

    private static boolean isShape(String fact) {
        List<String> segments = Described.segments(fact);
        if (!segments.get(0).startsWith("column ")) {
            return segments.get(0).startsWith("check ");
        }
        return segments.size() == 1 || SHAPE.contains(segments.get(1));
    }

    /** Whether it does not become the partition that it should be of another table. */
    boolean isApart() {
        return apart.isPresent() && (before.partition().isEmpty() || leaves(before, after));
    }

    /** Whether what it had from a parent is its own while it is altered. */
    boolean moves() {
        return moves;
    }

    private boolean follows(String column) {
        return parents.stream().anyMatch(parent -> parent.had.containsKey(column) || parent.wanted.containsKey(column));
    }

    private void partition() {
        apart.ifPresent(why -> change.refuse(TableAlteration::isPartition, why));
        if (change.takeAll(TableAlteration::isPartition) || moves) {
            change.loosen(Part.ATTACH);
            takeInherited();
        }
        change.refuse(fact -> fact.startsWith("partitioned by"), "how a table is partitioned is said when it is made");
    }

    /** Whether it was a partition of another table before. */
    static boolean leaves(Table before, Table after) {
        Optional<ObjectId> parent = before.partition().map(Table.Partition::parent);
        return parent.isPresent() && !parent.equals(after.partition().map(Table.Partition::parent));
    }

    private static boolean isPartition(String fact) {
        return fact.equals("partition") || fact.startsWith("partition: ");
    }

    private void takeInherited() {
        change.takeAll(fact -> fact.endsWith(": inherited"));
    }

    private void inheritance() {
        if (!change.differs("inherits")) {
            return;
        }
        List<ObjectId> kept =
                before.inherits().stream().filter(after.inherits()::contains).toList();
        boolean more = after.inherits().size() > kept.size();
        if ((more && change.differs(fact -> fact.endsWith(": inherited")))
                || !after.inherits().subList(0, kept.size()).equals(kept)) {
            change.refuse(
                    fact -> fact.equals("inherits") || fact.endsWith(": inherited"),
                    "what a table has of its own stays its own when it gets a parent");
            return;
        }
        change.take("inherits");
        before.inherits().stream().filter(parent -> !kept.contains(parent)).forEach(parent -> {
            change.free(parent);
            change.add(EARLY, alter() + "NO INHERIT " + parent.sql() + ";\n", "");
        });
        after.inherits().stream()
                .filter(parent -> !kept.contains(parent))
                .forEach(parent -> change.add(END, alter() + "INHERIT " + parent.sql() + ";\n", ""));
        takeInherited();
    }

    private void column(Column column) {
        Optional<Column> old = Optional.ofNullable(had.get(column.name()));
        if (old.isPresent()) {
            new ColumnAlteration(this, old.get(), column, follows(column.name())).write();
        } else if (change.differs("column " + column.sql())) {
            new NewColumn(this, column, follows(column.name())).write();
        }
    }

    private void removal(Column column) {
        String fact = "column " + column.sql();
        String what = "DROP COLUMN " + column.sql();
        Optional<ObjectId> user = verdicts.keeperOf(before.id(), column.name());
        if (follows(column.name()) && !fromParent(what)) {
            change.refuse(fact::equals, FROM_PARENT);
        } else if (user.isPresent()) {
            change.refuse(fact::equals, user.get() + " uses it");
        } else if (keeps(column.name())) {
            change.refuse(fact::equals, "something else of the table that does not change uses it");
        } else if (change.take(fact)) {
            // A partition and its parent have the same columns when they are put together: this cannot wait.
            boolean soon = (moves && after.partition().isPresent()) || verdicts.getsPartition(after.id());
            if (soon) {
                change.retype(column.name());
            }
            cascade(soon ? MAIN : LATE, what, "the data of the column goes with it");
            if (fromParent(what) && isOwn(column)) {
                // Its own besides, and so it stays when the parent's goes.
                change.add(soon ? MAIN : LAST, alter() + what + ";\n", "the data of the column goes with it");
            }
        }
    }

    /** Whether something of the table that stays as it was, and should not, uses a column. */
    private boolean keeps(String column) {
        return change.keeps(column)
                || (change.refusedFacts().stream().anyMatch(fact -> fact.startsWith("partitioned by"))
                        && before.partitionedBy()
                                .filter(by -> Mention.of(column, by.key()))
                                .isPresent());
    }

    /** Columns come at the end, and leave no gap. */
    private void order() {
        List<String> order = new ArrayList<>();
        before.columns().stream()
                .filter(column -> wanted.containsKey(column.name()) || isRefused(column))
                .forEach(column -> order.add(column.name()));
        after.columns().stream()
                .filter(column -> !had.containsKey(column.name()) && !isRefused(column))
                .forEach(column -> order.add(column.name()));
        ordered = order.equals(List.copyOf(wanted.keySet()));
        if (ordered) {
            change.take(Described.COLUMN_ORDER);
        }
        change.refuse(Described.COLUMN_ORDER::equals, "a new column comes last, and none can be moved");
    }

    private boolean isRefused(Column column) {
        return change.refusedFacts().contains("column " + column.sql());
    }

    private void storage() {
        if (change.take("unlogged")) {
            change.add(
                    MAIN,
                    alter() + "SET " + (after.unlogged() ? "UNLOGGED" : "LOGGED") + ";\n",
                    "writes the whole table anew");
        }
        if (change.take("options")) {
            change.add(OptionChanges.storage(alter().strip(), before.options(), after.options(), ""));
        }
        if (change.take("toast options")) {
            change.add(OptionChanges.storage(alter().strip(), before.toastOptions(), after.toastOptions(), "toast."));
        }
        // Which index, that index says.
        if (change.take("replica identity") && !after.replicaIdentity().equals("INDEX")) {
            change.add(alterOnly() + "REPLICA IDENTITY " + after.replicaIdentity() + ";\n");
        }
        if (before.foreign().isPresent() && after.foreign().isPresent() && change.take("foreign: options")) {
            change.add(OptionChanges.foreign(
                    alter().strip(),
                    before.foreign().get().options(),
                    after.foreign().get().options()));
        }
        change.refuse(fact -> fact.equals("tablespace") || fact.equals("access method"), "all rows would have to move");
    }
}
