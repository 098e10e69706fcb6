package dev.belay.core.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A whole schema as it was in one snapshot. Immutable, sorted, without OIDs. */
public final class Catalog {
    private final int major;
    private final SortedMap<ObjectId, CatalogObject> objects;
    /** Also what a selection has left out: it still decides what comes before what. */
    private final SortedMap<ObjectId, CatalogObject> everything;

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
        this.properties = properties;
        this.major = major;
        this.missing = List.copyOf(missing);
        SortedMap<ObjectId, CatalogObject> sorted = new TreeMap<>();
        for (CatalogObject object : objects) {
            if (sorted.put(object.id(), object) != null) {
                throw new IllegalStateException("two objects are called " + object.id());
            }
        }
        this.objects = Collections.unmodifiableSortedMap(sorted);
        this.everything = this.objects;
    }

    private Catalog(Catalog whole, SortedMap<ObjectId, CatalogObject> chosen, List<Missing> missing) {
        this.major = whole.major;
        this.objects = Collections.unmodifiableSortedMap(chosen);
        this.everything = whole.everything;
        this.missing = List.copyOf(missing);
        this.properties = whole.properties;
    }

    /** A part of it, in the same order and with the same stand-ins as the whole. */
    public Catalog only(Selection selection) {
        SortedMap<ObjectId, CatalogObject> chosen = new TreeMap<>(objects);
        chosen.values().removeIf(object -> !selection.has(object));
        return new Catalog(
                this,
                chosen,
                missing.stream().filter(one -> selection.hasUnread(one.id())).toList());
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

    /** The database itself; no part of the schema. Empty when the catalog was not read from one. */
    public Optional<DatabaseProperties> properties() {
        return properties;
    }

    public Optional<CatalogObject> find(ObjectId id) {
        return Optional.ofNullable(objects.get(id));
    }
}
