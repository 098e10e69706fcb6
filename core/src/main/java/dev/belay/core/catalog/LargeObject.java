package dev.belay.core.catalog;

import java.util.Set;

/** A large object without its bytes ({@code pg_largeobject_metadata}). Its OID is its name, since rows refer to it by that. */
public record LargeObject(Head head) implements CatalogObject {
    static LargeObject of(Head head, Row row, Context context) {
        return new LargeObject(head);
    }

    @Override
    public String create(Set<Part> apart) {
        return "SELECT pg_catalog.lo_create('" + id().name() + "');\n";
    }

    @Override
    public String drop() {
        return "SELECT pg_catalog.lo_unlink('" + id().name() + "');\n";
    }

    @Override
    public String reference() {
        return "LARGE OBJECT " + id().name();
    }
}
