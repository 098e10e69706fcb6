package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A schema as plain facts by object: what catalogs and snapshot files have in common, and all that differences and
 * fingerprints look at.
 *
 * @param major the major version of the server it was read from
 */
public record Described(int major, SortedMap<ObjectId, SortedMap<String, String>> objects) {
    static final String COLUMN_ORDER = "order of columns";

    public Described {
        SortedMap<ObjectId, SortedMap<String, String>> copy = new TreeMap<>();
        objects.forEach((id, facts) -> copy.put(id, Collections.unmodifiableSortedMap(new TreeMap<>(facts))));
        objects = Collections.unmodifiableSortedMap(copy);
    }

    public static Described of(Catalog catalog) {
        SortedMap<ObjectId, SortedMap<String, String>> objects = new TreeMap<>();
        Pieces.each(
                List.copyOf(catalog.objects().entrySet()),
                one -> Map.entry(one.getKey(), Facts.of(one.getValue())),
                some -> some.forEach(one -> objects.put(one.getKey(), one.getValue())));
        return new Described(catalog.major(), objects);
    }

    /** What may be left out of a comparison. */
    public enum Aspect {
        OWNERS,
        PRIVILEGES,
        COMMENTS,
        SECURITY_LABELS,
        /** The database itself: its settings, owner, privileges, locale. */
        DATABASE,
        /** Of tables; in a type the order of its columns is part of what it is. */
        COLUMN_ORDER;

        boolean covers(ObjectId id, String fact) {
            return switch (this) {
                case DATABASE -> covers(id);
                case OWNERS -> fact.equals("owner");
                case PRIVILEGES -> last(fact).startsWith("privileges of ") || covers(id);
                case COMMENTS -> last(fact).equals("comment") || last(fact).endsWith(" comment");
                case SECURITY_LABELS -> last(fact).equals("label");
                case COLUMN_ORDER -> fact.equals(Described.COLUMN_ORDER) && id.type() != ObjectType.TYPE;
            };
        }

        private static String last(String fact) {
            List<String> segments = segments(fact);
            return segments.get(segments.size() - 1);
        }

        /** Whether an object is nothing but this. */
        private boolean covers(ObjectId id) {
            return switch (id.type()) {
                case DATABASE -> this == DATABASE;
                case DEFAULT_PRIVILEGES, MEMBER_PRIVILEGES -> this == PRIVILEGES;
                default -> false;
            };
        }
    }

    /** The same without what these cover. */
    public Described without(Set<Aspect> aspects) {
        SortedMap<ObjectId, SortedMap<String, String>> left = new TreeMap<>();
        objects.forEach((id, facts) -> {
            if (aspects.stream().noneMatch(aspect -> aspect.covers(id))) {
                SortedMap<String, String> some = new TreeMap<>(facts);
                some.keySet().removeIf(fact -> aspects.stream().anyMatch(aspect -> aspect.covers(id, fact)));
                left.put(id, some);
            }
        });
        return new Described(major, left);
    }

    /** The same without some objects. */
    public Described without(Predicate<ObjectId> ignored) {
        SortedMap<ObjectId, SortedMap<String, String>> left = new TreeMap<>(objects);
        left.keySet().removeIf(ignored);
        return new Described(major, left);
    }

    /** The pieces within pieces that a fact's name leads to; colons in double quotes part nothing. */
    static List<String> segments(String fact) {
        List<String> segments = new ArrayList<>();
        int begin = 0;
        boolean quoted = false;
        for (int i = 0; i < fact.length(); i++) {
            if (fact.charAt(i) == '"') {
                quoted = !quoted;
            } else if (!quoted && fact.startsWith(": ", i)) {
                segments.add(fact.substring(begin, i));
                begin = i + 2;
            }
        }
        segments.add(fact.substring(begin));
        return segments;
    }
}
