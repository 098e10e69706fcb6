package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The queries of a whole reading that need no answer of another one: any session may run any of them. */
final class CatalogQueries {
    /** What takes longest in a big database goes first, so that no session is left alone with it at the end. */
    private static final List<List<String>> HEAVY = List.of(
            List.of("columns"),
            List.of("indexes"),
            List.of("depends"),
            List.of("aliases"),
            List.of("routines"),
            List.of("tables"),
            List.of("constraints"),
            List.of("checks"));

    /** Of no single kind. */
    private static final List<String> GENERAL = List.of(
            "default_operator_classes",
            "members",
            "extension_ties",
            "aliases",
            "depends",
            "comments",
            "labels",
            "catalogs",
            "database",
            "shared_labels",
            "settings");

    private CatalogQueries() {}

    /** Those whose rows belong to an object of another query. */
    static Set<String> details(List<KindQuery> kinds) {
        Set<String> details = new LinkedHashSet<>(List.of("columns", "index_columns"));
        kinds.forEach(kind -> details.addAll(kind.details()));
        return details;
    }

    /** In the order in which they are to be begun; what is in one list is read by one session. */
    static List<List<String>> of(List<KindQuery> kinds) {
        Set<String> all = new LinkedHashSet<>();
        for (KindQuery kind : kinds) {
            // What comes after a census may be refused.
            all.add(kind.census().orElse(kind.query()));
        }
        all.addAll(details(kinds));
        all.addAll(GENERAL);
        List<List<String>> sorted = new ArrayList<>();
        for (List<String> heavy : HEAVY) {
            List<String> some = heavy.stream().filter(all::remove).toList();
            if (!some.isEmpty()) {
                sorted.add(some);
            }
        }
        all.forEach(query -> sorted.add(List.of(query)));
        return sorted;
    }
}
