package dev.belay.core.catalog;

import java.util.List;

/** Every kind of object that is read: one line each. */
final class Kinds {
    static final List<KindQuery> ALL = List.of(
            KindQuery.of("schemas", Schema::of),
            KindQuery.of("tables", Table::of, "columns", "checks"),
            KindQuery.of("sequences", Sequence::of),
            KindQuery.of("views", View::of, "columns"),
            KindQuery.of("materialized_views", MaterializedView::of, "columns"));

    private Kinds() {}
}
