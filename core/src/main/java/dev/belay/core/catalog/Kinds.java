package dev.belay.core.catalog;

import java.util.List;

/** Every kind of object that is read: one line each. */
final class Kinds {
    static final List<KindQuery> ALL = List.of(
            KindQuery.of("schemas", Schema::of));

    private Kinds() {}
}
