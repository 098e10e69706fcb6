package dev.belay.verify.adoption;

import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.SchemaDiff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides which migrations a database shows, from the schemas before and after each of them. Pure.
 *
 * <p>A fact that a migration has changed tells something where its value in the database occurs after the migration and not
 * before it, or before and not after. What later ones changed on the way counts as after; what nobody changed does not count.
 */
final class Verdicts {
    /** Stands for the object itself among its facts; no fact has an empty name. */
    private static final String BEING = "";

    private final List<Described> states;
    private final Described target;

    private Verdicts(List<Described> states, Described target) {
        this.states = states;
        this.target = target;
    }

    /**
     * One for each migration.
     *
     * @param states the schema before the first migration, and after each of them
     */
    static List<Evidence> of(List<Described> states, Described target) {
        Verdicts verdicts = new Verdicts(states, target);
        List<Evidence> all = new ArrayList<>();
        List<Set<Fact>> changed = new ArrayList<>();
        for (int i = 1; i < states.size(); i++) {
            changed.add(verdicts.changed(i));
            all.add(verdicts.of(i, changed.get(i - 1)));
        }
        List<Evidence> joined = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            joined.add(undone(i, all, changed));
        }
        return joined;
    }

    /**
     * One of which nothing shows since others change the same: it was there if what takes it back is, which could not have
     * been done without it.
     */
    private static Evidence undone(int step, List<Evidence> all, List<Set<Fact>> changed) {
        Evidence own = all.get(step);
        if (own.presence() != Presence.UNSEEN || changed.get(step).isEmpty()) {
            return own;
        }
        List<Integer> others = new ArrayList<>();
        Set<Fact> takenBack = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            Set<Fact> both = new HashSet<>(changed.get(i));
            both.retainAll(changed.get(step));
            if (i != step && !both.isEmpty()) {
                others.add(i);
                if (i > step && all.get(i).presence() == Presence.IN_PLACE) {
                    takenBack.addAll(both);
                }
            }
        }
        if (others.isEmpty()) {
            return own;
        }
        boolean was = takenBack.containsAll(changed.get(step));
        return new Evidence(was ? Presence.IN_PLACE : Presence.UNDONE, 0, 0, own.difference(), others);
    }

    private record Fact(ObjectId object, String name) {}

    private Evidence of(int step, Set<Fact> changes) {
        int found = 0;
        int told = 0;
        SortedMap<ObjectId, SortedMap<String, String>> expected = new TreeMap<>();
        SortedMap<ObjectId, SortedMap<String, String>> actual = new TreeMap<>();
        for (Fact fact : changes) {
            Optional<String> value = value(target, fact);
            boolean before = states.subList(0, step).stream()
                    .anyMatch(state -> value(state, fact).equals(value));
            boolean after = states.subList(step, states.size()).stream()
                    .anyMatch(state -> value(state, fact).equals(value));
            if (before == after && (before || changedLater(step, fact))) {
                continue;
            }
            told++;
            if (after) {
                found++;
            } else {
                note(expected, fact, value(states.get(step), fact));
                note(actual, fact, value);
            }
        }
        return new Evidence(presence(found, told), found, told, difference(expected, actual), List.of());
    }

    private static Presence presence(int found, int told) {
        if (told == 0) {
            return Presence.UNSEEN;
        }
        return found == told ? Presence.IN_PLACE : found == 0 ? Presence.MISSING : Presence.PARTLY;
    }

    /** A value that no migration has ever made is held against the last one that made another one. */
    private boolean changedLater(int step, Fact fact) {
        for (int i = step + 1; i < states.size(); i++) {
            if (!value(states.get(i), fact).equals(value(states.get(i - 1), fact))) {
                return true;
            }
        }
        return false;
    }

    private Set<Fact> changed(int step) {
        Described before = states.get(step - 1);
        Described after = states.get(step);
        Set<ObjectId> objects = new TreeSet<>(before.objects().keySet());
        objects.addAll(after.objects().keySet());
        Set<Fact> facts = new HashSet<>();
        for (ObjectId object : objects) {
            boolean being =
                    before.objects().containsKey(object) == after.objects().containsKey(object);
            if (!being) {
                facts.add(new Fact(object, BEING));
            }
            // Of an object that is not there at all, only that is told.
            if (target.objects().containsKey(object)) {
                Set<String> names = new HashSet<>(names(before, object));
                names.addAll(names(after, object));
                names.stream()
                        .map(name -> new Fact(object, name))
                        .filter(fact -> !value(before, fact).equals(value(after, fact)))
                        .forEach(facts::add);
            } else if (being
                    && !before.objects()
                            .getOrDefault(object, new TreeMap<>())
                            .equals(after.objects().getOrDefault(object, new TreeMap<>()))) {
                facts.add(new Fact(object, BEING));
            }
        }
        return facts;
    }

    private static Set<String> names(Described state, ObjectId object) {
        return state.objects().getOrDefault(object, new TreeMap<>()).keySet();
    }

    private static Optional<String> value(Described state, Fact fact) {
        Optional<SortedMap<String, String>> facts =
                Optional.ofNullable(state.objects().get(fact.object()));
        return fact.name().equals(BEING) ? facts.map(there -> BEING) : facts.map(there -> there.get(fact.name()));
    }

    private static void note(SortedMap<ObjectId, SortedMap<String, String>> side, Fact fact, Optional<String> value) {
        value.ifPresent(text -> {
            SortedMap<String, String> facts = side.computeIfAbsent(fact.object(), id -> new TreeMap<>());
            if (!fact.name().equals(BEING)) {
                facts.put(fact.name(), text);
            }
        });
    }

    /** An object that is on both sides must be told by its facts, even where one side has none of those that differ. */
    private SchemaDiff difference(
            SortedMap<ObjectId, SortedMap<String, String>> expected,
            SortedMap<ObjectId, SortedMap<String, String>> actual) {
        Map<ObjectId, Boolean> seen = new HashMap<>();
        expected.keySet().forEach(id -> seen.put(id, target.objects().containsKey(id)));
        seen.forEach((id, there) -> {
            if (there) {
                actual.putIfAbsent(id, new TreeMap<>());
            }
        });
        actual.keySet().forEach(id -> expected.putIfAbsent(id, new TreeMap<>()));
        return SchemaDiff.of(new Described(target.major(), expected), new Described(target.major(), actual));
    }
}
