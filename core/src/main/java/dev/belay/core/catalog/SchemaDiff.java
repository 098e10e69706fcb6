package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What has changed from one schema to another. What shall not count is taken out of both before, by
 * {@link Described#without}.
 */
public record SchemaDiff(
        SortedSet<ObjectId> added, SortedSet<ObjectId> removed, SortedMap<ObjectId, List<Change>> changed) {
    private static final String NOTHING = "(none)";

    /** Names and texts come from whoever made the schema, and must not play tricks on a terminal. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]");

    /**
     * One fact that differs, or a whole piece that has come or gone.
     *
     * @param fact such as {@code column email: type}, or {@code column email} of a whole piece
     * @param piece whether it is a whole piece; its facts are then the lines of the text
     * @param before empty where it was not there
     * @param after empty where it is not there any more
     */
    public record Change(String fact, boolean piece, Optional<String> before, Optional<String> after) {
        /** For people; the first line goes on after the name of the object. */
        public List<String> lines() {
            if (piece) {
                return List.of(after.map(facts -> fact + ": added (" + facts.replace("\n", "; ") + ")")
                        .orElse(fact + ": removed"));
            }
            if (!before.orElse("").contains("\n") && !after.orElse("").contains("\n")) {
                return List.of(fact + ": " + before.orElse(NOTHING) + " → " + after.orElse(NOTHING));
            }
            List<String> lines = new ArrayList<>(List.of(fact + ":"));
            LineDiff.of(before.orElse(NOTHING), after.orElse(NOTHING)).forEach(line -> lines.add("  " + line));
            return lines;
        }
    }

    /** What only another major version makes different is no difference: {@link AcrossMajors}. */
    public static SchemaDiff of(Described before, Described after) {
        AcrossMajors.Pair pair = AcrossMajors.of(before, after);
        return between(pair.before(), pair.after());
    }

    private static SchemaDiff between(Described before, Described after) {
        SortedSet<ObjectId> added = new TreeSet<>(after.objects().keySet());
        added.removeAll(before.objects().keySet());
        SortedSet<ObjectId> removed = new TreeSet<>(before.objects().keySet());
        removed.removeAll(after.objects().keySet());
        SortedMap<ObjectId, List<Change>> changed = new TreeMap<>();
        before.objects().forEach((id, facts) -> {
            List<Change> changes = changes(facts, after.objects().getOrDefault(id, facts));
            if (!changes.isEmpty()) {
                changed.put(id, changes);
            }
        });
        return new SchemaDiff(added, removed, changed);
    }

    private static List<Change> changes(SortedMap<String, String> before, SortedMap<String, String> after) {
        Set<String> gone = pieces(before);
        gone.removeAll(pieces(after));
        Set<String> come = pieces(after);
        come.removeAll(pieces(before));
        SortedMap<String, Change> changes = new TreeMap<>();
        gone.forEach(piece -> changes.put(piece, new Change(piece, true, whole(piece, before), Optional.empty())));
        come.forEach(piece -> changes.put(piece, new Change(piece, true, Optional.empty(), whole(piece, after))));
        SortedSet<String> facts = new TreeSet<>(before.keySet());
        facts.addAll(after.keySet());
        for (String fact : facts) {
            Optional<String> from = Optional.ofNullable(before.get(fact));
            Optional<String> to = Optional.ofNullable(after.get(fact));
            if (!from.equals(to) && !changes.containsKey(piece(fact))) {
                changes.put(fact, new Change(fact, false, from, to));
            }
        }
        return List.copyOf(changes.values());
    }

    private static Set<String> pieces(Map<String, String> facts) {
        Set<String> pieces = facts.keySet().stream().map(SchemaDiff::piece).collect(Collectors.toSet());
        pieces.remove("");
        return pieces;
    }

    /** The piece that a fact speaks of; empty if it speaks of the whole object. */
    private static String piece(String fact) {
        List<String> segments = Described.segments(fact);
        return segments.size() > 1 ? segments.get(0) : "";
    }

    private static Optional<String> whole(String piece, SortedMap<String, String> facts) {
        return Optional.of(facts.entrySet().stream()
                .filter(fact -> piece(fact.getKey()).equals(piece))
                .map(fact -> fact.getKey().substring(piece.length() + 2) + " " + ObjectKey.escape(fact.getValue()))
                .collect(Collectors.joining("\n")));
    }

    /** What is not in the other one as well, fact by fact. */
    public SchemaDiff minus(SchemaDiff other) {
        SortedSet<ObjectId> come = new TreeSet<>(added);
        come.removeAll(other.added);
        SortedSet<ObjectId> gone = new TreeSet<>(removed);
        gone.removeAll(other.removed);
        SortedMap<ObjectId, List<Change>> differing = new TreeMap<>();
        changed.forEach((id, changes) -> {
            List<Change> own = new ArrayList<>(changes);
            own.removeAll(other.changed.getOrDefault(id, List.of()));
            if (!own.isEmpty()) {
                differing.put(id, own);
            }
        });
        return new SchemaDiff(come, gone, differing);
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /** For people, such as {@code table app.users: column email: type: character varying(20) → text}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        removed.forEach(id -> lines.add(id + ": removed"));
        added.forEach(id -> lines.add(id + ": added"));
        changed.forEach((id, changes) -> changes.forEach(change -> {
            List<String> some = change.lines();
            lines.add(id + ": " + some.get(0));
            lines.addAll(some.subList(1, some.size()));
        }));
        return lines.stream().map(line -> CONTROL.matcher(line).replaceAll(" ")).toList();
    }
}
