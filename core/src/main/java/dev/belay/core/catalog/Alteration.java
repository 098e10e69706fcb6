package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How one object that stays becomes another. Whoever has a statement for a fact takes that fact; what nobody has taken in
 * the end needs the object made anew, or is not written down.
 */
final class Alteration {
    /** When within a script a statement runs. */
    enum Moment {
        /** Before all else: what it makes can be used only once it is committed. */
        FIRST,
        /** Before anything is dropped. */
        EARLY,
        /** When all is there that the new object needs, before the rest of its own statements. */
        BEFORE,
        /** When all is there that the new object needs. */
        MAIN,
        /** When all objects are there and the partitions are attached. */
        END,
        /** When nothing uses it any more. */
        LATE,
        /** Comments, labels and privileges. */
        LAST
    }

    /**
     * A statement and when it runs.
     *
     * @param caution empty text for none
     */
    record Line(Moment moment, String sql, String caution) {}

    /** Of a column, what decides whether an expression over it still is what it was. */
    private static final Set<String> SHAPE = Set.of("type", "collation", "generated");

    private final ObjectId id;
    private final Map<String, SchemaDiff.Change> left = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, String> refused = new LinkedHashMap<>();
    private final Map<String, SchemaDiff.Change> refusedChanges = new LinkedHashMap<>();
    private final Set<String> loosened = new LinkedHashSet<>();
    private final Set<String> renewed = new LinkedHashSet<>();
    private final Set<String> retyped = new LinkedHashSet<>();
    private final Set<ObjectId> brought = new LinkedHashSet<>();
    private final Set<ObjectId> freed = new LinkedHashSet<>();

    Alteration(ObjectId id, List<SchemaDiff.Change> changes) {
        this.id = id;
        changes.forEach(change -> left.put(change.fact(), change));
    }

    /** Whether this very fact differs; it is then settled. */
    boolean take(String fact) {
        return left.remove(fact) != null;
    }

    /** Whether one of these facts differs; all of them are then settled. */
    boolean takeAll(Predicate<String> facts) {
        return left.keySet().removeIf(facts);
    }

    boolean differs(Predicate<String> facts) {
        return left.keySet().stream().anyMatch(facts);
    }

    boolean differs(String fact) {
        return left.containsKey(fact);
    }

    void add(String sql) {
        add(Moment.MAIN, sql, "");
    }

    void add(Moment moment, String sql, String caution) {
        if (!sql.isEmpty()) {
            lines.add(new Line(moment, sql, caution));
        }
    }

    /** Whether a fact is about a piece, or is that piece itself; what is said of it in a comment does not count. */
    static boolean isOf(String piece, String fact) {
        return fact.equals(piece) || (fact.startsWith(piece + ": ") && !isComment(fact));
    }

    static boolean isComment(String fact) {
        List<String> segments = Described.segments(fact);
        return segments.get(segments.size() - 1).equals("comment");
    }

    /** Whether a fact is one that every kind of object can have. */
    static boolean isCommon(String fact) {
        return fact.equals("owner")
                || fact.equals("comment")
                || fact.equals("extensions")
                || fact.startsWith("privileges of ")
                || fact.startsWith("label ");
    }

    /** What differs and only this kind of object has. */
    List<String> definition() {
        return left.keySet().stream().filter(fact -> !isCommon(fact)).toList();
    }

    /** These differences stay, for this reason. */
    void refuse(Predicate<String> facts, String why) {
        List.copyOf(left.values()).stream()
                .filter(change -> facts.test(change.fact()))
                .forEach(change -> {
                    left.remove(change.fact());
                    refused.put(change.fact(), why);
                    refusedChanges.put(change.fact(), change);
                });
    }

    /** All that nobody has taken stays. */
    void refuseRest(String why) {
        refuse(fact -> true, why);
    }

    /** A part that is dropped before all else, and made anew as the new object has it, if it does. */
    void loosen(String part) {
        loosened.add(part);
    }

    Set<String> loosened() {
        return loosened;
    }

    /** A column of another type: what uses it has to step aside. */
    void retype(String column) {
        retyped.add(column);
    }

    Set<String> retyped() {
        return retyped;
    }

    /** Something that it lets go of before anything is dropped. */
    void free(ObjectId object) {
        freed.add(object);
    }

    boolean frees(ObjectId object) {
        return freed.contains(object);
    }

    /** An object that its statements make by the way. */
    void bring(ObjectId object) {
        brought.add(object);
    }

    Set<ObjectId> brought() {
        return brought;
    }

    /** What {@code COMMENT ON} calls something that is dropped and made again on the way. */
    void renew(String on) {
        renewed.add(on);
    }

    boolean renews(String on) {
        return renewed.contains(on);
    }

    /** Whether statements for all of it were found, or it was said why not. */
    boolean settled() {
        return left.isEmpty();
    }

    List<Line> lines() {
        return lines;
    }

    List<Line> lines(Moment moment) {
        return lines.stream().filter(line -> line.moment() == moment).toList();
    }

    Set<String> refusedFacts() {
        return refused.keySet();
    }

    /** Whether what stays as it is speaks of something of this name. */
    boolean keeps(String name) {
        return refusedChanges.values().stream()
                .flatMap(change -> change.before().stream())
                .anyMatch(text -> Mention.of(name, text));
    }

    /** Whether SQL speaks of a column that is not yet what it should be. */
    boolean isUnsure(String sql) {
        return refusedChanges.values().stream()
                .filter(change -> change.after().isPresent())
                .map(change -> Described.segments(change.fact()))
                .filter(segments -> segments.get(0).startsWith("column "))
                .filter(segments -> segments.size() == 1 || SHAPE.contains(segments.get(1)))
                .anyMatch(segments -> Mention.ofSpelled(segments.get(0).substring("column ".length()), sql));
    }

    List<SchemaChanges.Unsaid> unsaid() {
        return refusedChanges.entrySet().stream()
                .map(entry -> new SchemaChanges.Unsaid(
                        id,
                        entry.getValue().lines().stream().map(String::strip).collect(Collectors.joining(" "))
                                + ": "
                                + Optional.ofNullable(refused.get(entry.getKey()))
                                        .orElseThrow()))
                .toList();
    }
}
