package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A whole schema as it was in one snapshot. Immutable, sorted, without OIDs. */
public final class Catalog {
    private final int major;
    private final SortedMap<ObjectId, CatalogObject> objects;
    /** Also what a selection has left out: it still decides what comes before what. */
    private final SortedMap<ObjectId, CatalogObject> everything;

    /** What is in the database as no dump has it. */
    private final SortedMap<ObjectId, CatalogObject> undumped;

    private final List<Missing> missing;
    private final Optional<DatabaseProperties> properties;

    Catalog(int major, Collection<CatalogObject> objects) {
        this(major, objects, List.of());
    }

    Catalog(int major, Collection<CatalogObject> objects, Collection<Missing> missing) {
        this(major, objects, missing, Optional.empty());
    }

    Catalog(
            int major,
            Collection<CatalogObject> objects,
            Collection<Missing> missing,
            Optional<DatabaseProperties> properties) {
        this(major, Sorted.of(objects), missing, properties);
    }

    Catalog(int major, Sorted objects, Collection<Missing> missing, Optional<DatabaseProperties> properties) {
        this.properties = properties;
        this.major = major;
        this.missing = List.copyOf(missing);
        this.objects = Collections.unmodifiableSortedMap(objects.dumped);
        this.everything = this.objects;
        this.undumped = Collections.unmodifiableSortedMap(objects.undumped);
    }

    /** The objects of a catalog, while they come one after the other. */
    static final class Sorted {
        private final SortedMap<ObjectId, CatalogObject> dumped = new TreeMap<>();
        private final SortedMap<ObjectId, CatalogObject> undumped = new TreeMap<>();

        private static Sorted of(Collection<CatalogObject> objects) {
            Sorted sorted = new Sorted();
            objects.forEach(sorted::add);
            return sorted;
        }

        void add(CatalogObject object) {
            if (object.obstacle().isPresent()) {
                undumped.put(object.id(), object);
            }
            Optional<CatalogObject> whole = object.dumped();
            if (whole.isPresent() && dumped.put(object.id(), whole.get()) != null) {
                throw new IllegalStateException("two objects are called " + object.id());
            }
        }
    }

    private Catalog(
            Catalog whole,
            SortedMap<ObjectId, CatalogObject> chosen,
            SortedMap<ObjectId, CatalogObject> everything,
            SortedMap<ObjectId, CatalogObject> undumped,
            List<Missing> missing,
            Optional<DatabaseProperties> properties) {
        this.major = whole.major;
        this.objects = Collections.unmodifiableSortedMap(chosen);
        this.everything = Collections.unmodifiableSortedMap(everything);
        this.undumped = Collections.unmodifiableSortedMap(undumped);
        this.missing = List.copyOf(missing);
        this.properties = properties;
    }

    /** A part of it, in the same order and with the same stand-ins as the whole. */
    public Catalog only(Selection selection) {
        if (selection.hasEverything()) {
            return this;
        }
        SortedMap<ObjectId, CatalogObject> chosen = new TreeMap<>(objects);
        chosen.values().removeIf(object -> !selection.has(object));
        SortedMap<ObjectId, CatalogObject> odd = new TreeMap<>(undumped);
        odd.values().removeIf(object -> !selection.has(object));
        return new Catalog(
                this,
                chosen,
                everything,
                odd,
                missing.stream().filter(one -> selection.hasUnread(one.id())).toList(),
                properties);
    }

    /** The same but for one object, whether it is there or not; what is in it or on it stays. */
    public Catalog without(ObjectId id) {
        return without(Set.of(id));
    }

    /** The same but for these. */
    public Catalog without(Set<ObjectId> ids) {
        SortedMap<ObjectId, CatalogObject> chosen = new TreeMap<>(objects);
        chosen.keySet().removeAll(ids);
        return new Catalog(this, chosen, everything, undumped, missing, properties);
    }

    /** The major version of the server it was read from. */
    public int major() {
        return major;
    }

    public SortedMap<ObjectId, CatalogObject> objects() {
        return objects;
    }

    SortedMap<ObjectId, CatalogObject> everything() {
        return everything;
    }

    /** What is in the database but not here, since the role that read it may not see all of it. */
    public List<Missing> missing() {
        return missing;
    }

    /**
     * The schema, and what is there and in no dump of a schema: the database itself, invalid indexes, foreign keys whose own
     * triggers are switched off.
     */
    public Catalog compared() {
        return compared(properties.map(DatabaseProperties::name).orElse(""));
    }

    /** The same, for statements that call the database by another name. */
    Catalog compared(String name) {
        List<CatalogObject> more = new ArrayList<>(undumped.values());
        properties.map(database -> OwnDatabase.of(database.named(name))).ifPresent(more::add);
        SortedMap<ObjectId, CatalogObject> chosen = new TreeMap<>(objects);
        SortedMap<ObjectId, CatalogObject> all = new TreeMap<>(everything);
        more.forEach(object -> {
            chosen.put(object.id(), object);
            all.put(object.id(), object);
        });
        return new Catalog(this, chosen, all, undumped, missing, properties);
    }

    /** The same schema, in a database with these properties. */
    public Catalog in(DatabaseProperties database) {
        return new Catalog(this, objects, everything, undumped, missing, Optional.of(database));
    }

    /** What is in the database as no dump has it: {@link CatalogObject#obstacle}. */
    public Collection<CatalogObject> undumped() {
        return undumped.values();
    }

    /** The database itself; no part of the schema. Empty when the catalog was not read from one. */
    public Optional<DatabaseProperties> properties() {
        return properties;
    }

    /** Those of one type that share a name, and differ in their qualifier, such as functions with other arguments. */
    public List<CatalogObject> named(ObjectType type, String schema, String name) {
        List<CatalogObject> named = new ArrayList<>();
        for (CatalogObject object :
                objects.tailMap(ObjectId.of(type, schema, name)).values()) {
            ObjectId id = object.id();
            if (id.type() != type || !id.schema().equals(schema) || !id.name().equals(name)) {
                break;
            }
            named.add(object);
        }
        return named;
    }

    public Optional<CatalogObject> find(ObjectId id) {
        return Optional.ofNullable(objects.get(id));
    }

    /** Its objects, one on each line: what a session shows of it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("PostgreSQL " + major + ", objects: " + objects.size());
        objects.keySet().forEach(id -> text.append("\n  ").append(id));
        return text.toString();
    }
}
