package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An object of a catalog that nobody read: whatever a test wants it to be. Its SQL is its name. */
record Thing(Head head, List<Part> parts, Optional<CatalogObject.Stub> stub, boolean postponable)
        implements CatalogObject {
    static Thing of(ObjectType type, String name, ObjectId... needs) {
        return of(ObjectId.of(type, "app", name), needs);
    }

    static Thing of(ObjectId id, ObjectId... needs) {
        Head head = new Head(
                id,
                Optional.empty(),
                Optional.empty(),
                Privileges.NONE,
                List.of(),
                new TreeSet<>(Arrays.asList(needs)));
        return new Thing(head, List.of(), Optional.empty(), false);
    }

    static ObjectId id(ObjectType type, String name) {
        return ObjectId.of(type, "app", name);
    }

    /** With a part of its statement. */
    Thing with(String part, ObjectId... needs) {
        Section section = part.startsWith("check") ? Section.POST_DATA : Section.PRE_DATA;
        return with(part, Part.Moment.INLINE, section, needs);
    }

    Thing with(String part, Part.Moment moment, Section section, ObjectId... needs) {
        List<Part> all = new ArrayList<>(parts);
        int rank = section == Section.PRE_DATA ? 23 : 42;
        all.add(new Part(
                part, part, part, moment, rank, section, part + ";\n", "", new TreeSet<>(Arrays.asList(needs))));
        return new Thing(head, List.copyOf(all), stub, postponable);
    }

    Thing withStub(ObjectId... needs) {
        Stub made = new Stub("stub;\n", "complete;\n", new TreeSet<>(Arrays.asList(needs)));
        return new Thing(head, parts, Optional.of(made), postponable);
    }

    Thing orLater() {
        return new Thing(head, parts, stub, true);
    }

    @Override
    public String create(Set<Part> apart) {
        return id().name() + ";\n";
    }
}
