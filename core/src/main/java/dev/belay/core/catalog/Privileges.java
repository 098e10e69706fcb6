package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may do what with an object, as access control items in PostgreSQL's notation ({@code grantee=privileges/grantor}).
 *
 * @param standard what such an object has before anybody grants anything ({@code acldefault}, or {@code pg_init_privs})
 * @param actual what it has now; equal to {@code standard} when the catalog holds nothing. What is unchanged comes first, in
 *     the order of the standard, then what the owner gave itself, then the other grants in the order in which they were
 *     made: the order that the server keeps when {@link Grants} are run on a new object
 */
public record Privileges(List<String> standard, List<String> actual) {
    /** Of objects on which nothing can be granted. */
    public static final Privileges NONE = new Privileges(List.of(), List.of());

    public Privileges {
        standard = List.copyOf(standard);
        actual = actual.equals(standard) ? standard : ordered(standard, actual);
    }

    private static List<String> ordered(List<String> standard, List<String> actual) {
        List<String> ordered = unchanged(standard, actual);
        List<String> others = new ArrayList<>();
        for (String item : actual) {
            if (!ordered.contains(item)) {
                others.add(item);
            }
        }
        ordered.addAll(others.stream().filter(Privileges::toItself).toList());
        ordered.addAll(others.stream().filter(item -> !toItself(item)).toList());
        return List.copyOf(ordered);
    }

    /** These after the same was granted and revoked as led from some to others. */
    Privileges after(Privileges from, Privileges to) {
        List<String> items = new ArrayList<>(actual);
        for (String item : from.actual) {
            if (!to.actual.contains(item)) {
                items.removeIf(mine -> parties(mine).equals(parties(item)));
            }
        }
        for (String item : to.actual) {
            if (!from.actual.contains(item)) {
                items.removeIf(mine -> parties(mine).equals(parties(item)));
                items.add(item);
            }
        }
        return new Privileges(standard, items);
    }

    private static List<String> parties(String item) {
        AccessItem parsed = AccessItem.of(item);
        return List.of(parsed.grantee(), parsed.grantor());
    }

    /** Whether nothing was granted or revoked. */
    public boolean untouched() {
        return standard.equals(actual);
    }

    /** What each role may do now, in small words such as {@code select}; what everybody may, under {@code public}. */
    public SortedMap<String, SortedSet<String>> byRole() {
        SortedMap<String, SortedSet<String>> held = new TreeMap<>();
        for (String text : actual) {
            AccessItem item = AccessItem.of(text);
            SortedSet<String> words =
                    held.computeIfAbsent(item.grantee().isEmpty() ? "public" : item.grantee(), role -> new TreeSet<>());
            (item.plain() + item.grantable())
                    .chars()
                    .forEach(letter -> words.add(Grants.word((char) letter).toLowerCase(Locale.ROOT)));
        }
        return held;
    }

    /** The items of the standard that have to be revoked, the last one first. */
    List<String> revoked() {
        List<String> unchanged = unchanged(standard, actual);
        List<String> revoked = new ArrayList<>();
        for (int i = standard.size() - 1; i >= 0; i--) {
            if (!unchanged.contains(standard.get(i))) {
                revoked.add(standard.get(i));
            }
        }
        return revoked;
    }

    /** The items that have to be granted, each after those it rests upon. */
    List<String> granted() {
        List<String> unchanged = unchanged(standard, actual);
        return actual.stream().filter(item -> !unchanged.contains(item)).toList();
    }

    private static List<String> unchanged(List<String> standard, List<String> actual) {
        List<String> unchanged = new ArrayList<>(standard);
        unchanged.retainAll(actual);
        // Who loses a grant option loses what he granted by it: that has to be granted anew.
        Set<String> losers = new HashSet<>();
        boolean grown = true;
        while (grown) {
            standard.stream()
                    .filter(item -> !unchanged.contains(item))
                    .map(AccessItem::of)
                    .filter(item ->
                            !item.grantable().isEmpty() && !item.grantee().equals(item.grantor()))
                    .forEach(item -> losers.add(item.grantee()));
            grown = unchanged.removeIf(item ->
                    !toItself(item) && losers.contains(AccessItem.of(item).grantor()));
        }
        return unchanged;
    }

    private static boolean toItself(String item) {
        AccessItem parsed = AccessItem.of(item);
        return parsed.grantee().equals(parsed.grantor());
    }
}
