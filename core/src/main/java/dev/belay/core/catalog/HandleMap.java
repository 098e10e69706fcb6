package dev.belay.core.catalog;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A map from {@link Handle}s, of which a big database has a hundred thousand, each looked up a few times: numbers in arrays,
 * without an object per entry; an OID has 32 bits, so that both fit into one number. Not safe to be changed by several
 * threads; any number may read.
 */
final class HandleMap<T> {
    private long[] keys = new long[16];
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
            keys[slot] = key(catalog, oid);
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
                visitor.visit(new Handle(keys[i] >>> Integer.SIZE, keys[i] & 0xFFFF_FFFFL), (T) value);
            }
        }
    }

    /** Where it is, or the free place where it would be. */
    private int slot(long catalog, long oid) {
        return slot(key(catalog, oid));
    }

    private int slot(long key) {
        int mask = values.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (values[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long key(long catalog, long oid) {
        return (catalog << Integer.SIZE) | oid;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] old = values;
        keys = new long[old.length * 4];
        values = new @Nullable Object[old.length * 4];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = old[i];
            }
        }
    }
}
