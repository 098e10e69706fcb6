package dev.belay.core.catalog;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A map from {@link Handle}s, of which a big database has a hundred thousand, each looked up a few times: numbers in arrays,
 * without an object per entry. Not safe to be changed by several threads; any number may read.
 */
final class HandleMap<T> {
    private long[] catalogs = new long[16];
    private long[] oids = new long[16];
    private @Nullable Object[] values = new @Nullable Object[16];
    private int size;

    @Nullable
    T get(Handle handle) {
        return get(handle.catalog(), handle.oid());
    }

    @SuppressWarnings("unchecked")
    @Nullable
    T get(long catalog, long oid) {
        return (T) values[slot(catalog, oid)];
    }

    T getOrDefault(Handle handle, T otherwise) {
        T value = get(handle);
        return value == null ? otherwise : value;
    }

    boolean has(Handle handle) {
        return get(handle) != null;
    }

    void put(Handle handle, T value) {
        put(handle.catalog(), handle.oid(), value);
    }

    void put(long catalog, long oid, T value) {
        int slot = slot(catalog, oid);
        if (values[slot] == null) {
            catalogs[slot] = catalog;
            oids[slot] = oid;
            size++;
        }
        values[slot] = value;
        if (size * 2 > values.length) {
            grow();
        }
    }

    /** What is there, or what is put there now. */
    T computeIfAbsent(long catalog, long oid, Supplier<T> maker) {
        T known = get(catalog, oid);
        if (known != null) {
            return known;
        }
        T made = maker.get();
        put(catalog, oid, made);
        return made;
    }

    /** What is done with each entry. */
    @FunctionalInterface
    interface Visitor<T> {
        void visit(Handle handle, T value);
    }

    @SuppressWarnings("unchecked")
    void forEach(Visitor<T> visitor) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                visitor.visit(new Handle(catalogs[i], oids[i]), (T) value);
            }
        }
    }

    /** Where it is, or the free place where it would be. */
    private int slot(long catalog, long oid) {
        int mask = values.length - 1;
        long mixed = (oid * 31 + catalog) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 40) & mask;
        while (values[slot] != null && (oids[slot] != oid || catalogs[slot] != catalog)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldCatalogs = catalogs;
        long[] oldOids = oids;
        @Nullable Object[] old = values;
        catalogs = Arrays.copyOf(catalogs, old.length * 4);
        oids = Arrays.copyOf(oids, old.length * 4);
        values = new @Nullable Object[old.length * 4];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                int slot = slot(oldCatalogs[i], oldOids[i]);
                catalogs[slot] = oldCatalogs[i];
                oids[slot] = oldOids[i];
                values[slot] = old[i];
            }
        }
    }
}
