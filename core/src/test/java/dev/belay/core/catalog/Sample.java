package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** An object with a component of every shape that kinds have. */
record Sample(
        Head head,
        boolean unlogged,
        Optional<String> tablespace,
        int fillFactor,
        ObjectType kind,
        List<Field> columns,
        List<String> labels,
        Optional<Bound> bound,
        List<Privileged> privileged,
        SortedSet<ObjectId> columnsDependOn)
        implements CatalogObject {
    static Sample of(String name, Field... columns) {
        return of(Thing.id(ObjectType.TABLE, name), columns);
    }

    static Sample of(ObjectId id, Field... columns) {
        return new Sample(
                Thing.of(id).head(),
                false,
                Optional.empty(),
                100,
                ObjectType.FOREIGN_TABLE,
                List.of(columns),
                List.of(),
                Optional.empty(),
                List.of(),
                new TreeSet<>());
    }

    static Field field(String name, String type) {
        return new Field(name, type, Optional.empty(), Privileges.NONE, List.of());
    }

    Sample with(Head head) {
        return new Sample(
                head, unlogged, tablespace, fillFactor, kind, columns, labels, bound, privileged, columnsDependOn);
    }

    Sample labelled(String... labels) {
        return new Sample(
                head,
                unlogged,
                tablespace,
                fillFactor,
                kind,
                columns,
                List.of(labels),
                bound,
                privileged,
                columnsDependOn);
    }

    Head head(String owner, String comment, List<String> granted) {
        return new Head(
                id(),
                Optional.of(owner),
                Optional.of(comment),
                new Privileges(List.of("ann=arwd/ann"), granted),
                List.of(new SecurityLabel("selinux", "top")),
                new TreeSet<>(Set.of(Thing.id(ObjectType.TYPE, "t"))));
    }

    @Override
    public String create(Set<Part> apart) {
        return "";
    }

    /** A named piece. */
    record Field(String name, String type, Optional<String> comment, Privileges privileges, List<Field> fields) {}

    /** A piece of which there is one. */
    record Bound(boolean open) {}

    /** A piece that is named by its first component. */
    record Privileged(String column, Privileges privileges) {}
}
