package dev.belay.core.catalog;

import java.util.Set;

/**
 * An access method ({@code pg_am}).
 *
 * @param sort {@code TABLE} or {@code INDEX}
 * @param handler the function that knows all else ({@code pg_am.amhandler})
 */
public record AccessMethod(Head head, String sort, String handler) implements CatalogObject {
    static AccessMethod of(Head head, Row row, Context context) {
        return new AccessMethod(head, row.text("sort"), row.text("handler"));
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + reference() + " TYPE " + sort + " HANDLER " + handler + ";\n";
    }
}
