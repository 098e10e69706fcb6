package dev.belay.core.catalog;

import java.util.Set;

/**
 * That all tables of a schema are in a publication ({@code pg_publication_namespace}, 15): called as the schema, qualified
 * by the publication.
 */
public record PublicationSchema(Head head) implements CatalogObject {
    static PublicationSchema of(Head head, Row row, Context context) {
        return new PublicationSchema(head);
    }

    @Override
    public String create(Set<Part> apart) {
        return Publication.alter(id().qualifier()) + " ADD TABLES IN SCHEMA " + id().sql() + ";\n";
    }

    @Override
    public String drop() {
        return Publication.alter(id().qualifier()) + " DROP TABLES IN SCHEMA " + id().sql() + ";\n";
    }

    @Override
    public String tag() {
        return id().qualifier() + " " + id().name();
    }
}
