package dev.belay.backup;

import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.catalog.Creation;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The entries that create things, in the order of their creation: those before the rows, and those after them. */
final class SchemaEntries {
    private static final Set<String> ABOUT = Set.of("COMMENT", "ACL", "SECURITY LABEL");

    /**
     * What goes with its table or publication: stock tools look for an owner of whatever can be dropped, and for the place of
     * an IF EXISTS, and find none in these.
     */
    private static final Set<String> HANGING = Set.of(
            "TABLE ATTACH", "SEQUENCE OWNED BY", "ROW SECURITY", "PUBLICATION TABLE", "PUBLICATION TABLES IN SCHEMA");

    /** Of {@code pg_largeobject_metadata}, the same on every server. */
    private static final long LARGE_OBJECTS = 2613;

    private static final Set<ObjectType> RELATIONS =
            Set.of(ObjectType.TABLE, ObjectType.FOREIGN_TABLE, ObjectType.VIEW, ObjectType.MATERIALIZED_VIEW);

    private final List<Creation> creations;
    private final Predicate<Creation> wanted;
    /** By the number of the creation. */
    private final Map<Integer, Integer> ids = new HashMap<>();
    /** Of what makes an object as a whole. */
    private final Map<ObjectId, Integer> objects = new HashMap<>();

    SchemaEntries(List<Creation> creations, Predicate<Creation> wanted) {
        this.creations = creations;
        this.wanted = wanted;
    }

    /** Gives those of a section their numbers. */
    void number(dev.belay.core.catalog.Section section, int first) {
        int next = first;
        for (int i = 0; i < creations.size(); i++) {
            Creation creation = creations.get(i);
            if (creation.section() == section && isEntry(creation)) {
                ids.put(i, next);
                if (creation.description().equals(creation.object().type().description())) {
                    objects.put(creation.object(), next);
                }
                next++;
            }
        }
    }

    /** What runs nothing is still an entry where it has an owner to set. */
    private boolean isEntry(Creation creation) {
        return wanted.test(creation)
                && !(creation.create().isEmpty() && creation.setOwner().isEmpty());
    }

    /** The number of the entry that makes an object; empty where there is none. */
    Optional<Integer> of(ObjectId object) {
        return Optional.ofNullable(objects.get(object));
    }

    /**
     * Those of a section.
     *
     * @param rows for a table, the entries with its rows that whatever comes after them has to wait for
     */
    List<TocEntry> entries(dev.belay.core.catalog.Section section, Map<ObjectId, List<Integer>> rows) {
        List<TocEntry> entries = new ArrayList<>();
        for (int i = 0; i < creations.size(); i++) {
            Integer id = ids.get(i);
            if (id != null && creations.get(i).section() == section) {
                entries.add(entry(id, creations.get(i), rows));
            }
        }
        return entries;
    }

    private TocEntry entry(int id, Creation creation, Map<ObjectId, List<Integer>> rows) {
        Set<Integer> needs = new LinkedHashSet<>();
        for (int index : creation.needs()) {
            Integer other = ids.get(index);
            if (other != null) {
                needs.add(other);
            }
            needs.addAll(rows.getOrDefault(creations.get(index).object(), List.of()));
        }
        needs.remove(id);
        boolean about = ABOUT.contains(creation.description());
        boolean whole = creation.description().equals(creation.object().type().description());
        // The stand-in of an object that comes later: who drops that, drops it.
        boolean standIn =
                whole && creation.owner().isPresent() && creation.setOwner().isEmpty();
        String kind = standIn && creation.object().type() == ObjectType.TYPE ? "SHELL TYPE" : creation.description();
        TocEntry entry = TocEntry.builder(id, kind, tag(creation))
                .section(about ? Section.NONE : Planner.section(creation.section()))
                .definition(creation.create())
                .schema(schema(creation))
                .tablespace(whole ? creation.tablespace() : Optional.empty())
                .accessMethod(whole ? creation.accessMethod() : Optional.empty())
                .owner(owner(creation))
                .dependencies(List.copyOf(needs))
                .build();
        if (kind.equals("BLOB")) {
            // Stock tools drop it by this number, and not by the statement, where it may be there or not.
            entry = entry.toBuilder()
                    .object(LARGE_OBJECTS, Long.parseLong(creation.object().name()))
                    .build();
        }
        return creation.drop().isEmpty() || standIn || HANGING.contains(kind)
                ? entry
                : entry.toBuilder().drop(creation.drop()).build();
    }

    /** What says something about an object names it without its schema. */
    private static String tag(Creation creation) {
        String schema = creation.object().schema();
        return !ABOUT.contains(creation.description()) || schema.isEmpty()
                ? creation.tag()
                : creation.tag().replaceFirst(Pattern.quote(Identifier.spell(schema) + "."), "");
    }

    /** What hangs on a table belongs to whom the table belongs, and so does what is said about it. */
    private Optional<String> owner(Creation creation) {
        if (creation.owner().isPresent()) {
            return creation.owner();
        }
        List<Creation> needed = creation.needs().stream().map(creations::get).toList();
        Optional<Creation> main = needed.stream()
                .filter(one -> one.object().equals(creation.object()))
                .findFirst();
        if (main.isPresent()) {
            return owner(main.get());
        }
        String table = creation.object().qualifier();
        return needed.stream()
                .filter(one -> RELATIONS.contains(one.object().type()))
                .min(Comparator.comparing(one -> !one.object().name().equals(table)))
                .flatMap(Creation::owner);
    }

    private static Optional<String> schema(Creation creation) {
        String schema = creation.object().schema();
        boolean inNone = schema.isEmpty() || creation.object().type() == ObjectType.SCHEMA;
        return inNone ? Optional.empty() : Optional.of(schema);
    }
}
