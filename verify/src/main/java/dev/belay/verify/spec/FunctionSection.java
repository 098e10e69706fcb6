package dev.belay.verify.spec;

import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Routine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code functions: {"f(int)": {returns: int, language: sql, volatility: stable, security: invoker, …}}}. */
final class FunctionSection {
    private final Draft draft;

    FunctionSection(Draft draft) {
        this.draft = draft;
    }

    void read(Entry section) {
        Set<ObjectId> named = new HashSet<>();
        section.names().forEach((text, entry) -> named.add(function(text, entry)));
        new Extra(draft).unexpected(ObjectType.FUNCTION, section, named);
    }

    private ObjectId function(String text, Entry entry) {
        int open = text.indexOf('(');
        if (open < 0 || !text.endsWith(")")) {
            throw entry.wrong("needs the types of its arguments", "write \"" + text + "(integer, text)\", or ()");
        }
        String arguments = text.substring(open + 1, text.length() - 1);
        ObjectId plain = draft.names().id(ObjectType.FUNCTION, entry, text.substring(0, open));
        String types = types(arguments);
        ObjectId id = new ObjectId(ObjectType.FUNCTION, plain.schema(), plain.name(), types);
        String object = plain.sql() + "(" + types + ")";
        Map<String, Entry> keys = entry.isNothing()
                ? Map.of()
                : entry.group(
                        "returns",
                        "language",
                        "volatility",
                        "security",
                        "strict",
                        "search_path_set",
                        "hash",
                        "returns_for");
        draft.expect(
                "function",
                object,
                entry,
                seen -> find(seen, id)
                        .map(routine -> differences(object, routine, keys))
                        .orElseGet(() -> Complaint.of("function", object, "is missing")));
        check(keys);
        if (keys.containsKey("returns_for")) {
            new TrialRules(draft).returnsFor(plain.sql(), object, keys.get("returns_for"));
        }
        return id;
    }

    private String types(String arguments) {
        return Arrays.stream(arguments.isBlank() ? new String[0] : arguments.split(",", -1))
                .map(type -> SqlText.type(type, draft.schema()))
                .collect(Collectors.joining(", "));
    }

    /** Types of the usual schema are printed with it. */
    private Optional<Routine> find(Observation seen, ObjectId wanted) {
        return Stream.of(ObjectType.FUNCTION, ObjectType.PROCEDURE, ObjectType.AGGREGATE)
                .flatMap(type -> seen.catalog().named(type, wanted.schema(), wanted.name()).stream())
                .filter(Routine.class::isInstance)
                .map(Routine.class::cast)
                .filter(routine -> types(routine.id().qualifier()).equals(wanted.qualifier()))
                .findFirst();
    }

    /** What is wrong with the keys themselves is said when the file is read. */
    private static void check(Map<String, Entry> keys) {
        Optional.ofNullable(keys.get("returns")).ifPresent(Entry::text);
        Optional.ofNullable(keys.get("language")).ifPresent(Entry::text);
        Optional.ofNullable(keys.get("volatility")).ifPresent(it -> it.oneOf("immutable", "stable", "volatile"));
        Optional.ofNullable(keys.get("security")).ifPresent(it -> it.oneOf("invoker", "definer"));
        Optional.ofNullable(keys.get("strict")).ifPresent(Entry::flag);
        Optional.ofNullable(keys.get("search_path_set")).ifPresent(Entry::flag);
        Optional.ofNullable(keys.get("hash")).ifPresent(TextHash::read);
    }

    private List<Complaint> differences(String object, Routine routine, Map<String, Entry> keys) {
        List<String> messages = new ArrayList<>();
        String result = routine.result().orElse("nothing");
        differs(
                        keys,
                        "returns",
                        wanted -> SqlText.type(wanted, draft.schema()).equals(SqlText.type(result, draft.schema())))
                .ifPresent(wanted -> messages.add("returns " + result + ", not " + wanted));
        differs(keys, "language", wanted -> wanted.equals(routine.language()))
                .ifPresent(wanted -> messages.add("is in " + routine.language() + ", not " + wanted));
        differs(keys, "volatility", wanted -> wanted.equalsIgnoreCase(routine.volatility()))
                .ifPresent(wanted -> messages.add("is " + routine.volatility() + ", not " + wanted));
        differs(keys, "security", wanted -> wanted.equals("definer") == routine.securityDefiner())
                .ifPresent(wanted -> messages.add("is not SECURITY " + wanted));
        differs(keys, "strict", wanted -> yes(wanted) == routine.strict())
                .ifPresent(wanted -> messages.add(routine.strict() ? "is STRICT" : "is not STRICT"));
        boolean path =
                routine.settings().stream().anyMatch(setting -> setting.sql().startsWith("search_path"));
        differs(keys, "search_path_set", wanted -> yes(wanted) == path)
                .ifPresent(wanted -> messages.add(path ? "sets search_path" : "does not set search_path"));
        differs(keys, "hash", wanted -> TextHash.matches(wanted, routine.body()))
                .ifPresent(wanted -> messages.add(
                        "has another body: its hash is " + TextHash.of(routine.body()) + ", not " + wanted));
        return messages.stream()
                .flatMap(message -> Complaint.of("function", object, message).stream())
                .toList();
    }

    private static Optional<String> differs(Map<String, Entry> keys, String key, Predicate<String> holds) {
        return Optional.ofNullable(keys.get(key)).map(Entry::text).filter(holds.negate());
    }

    /** As {@link Entry#flag} has checked it. */
    private static boolean yes(String text) {
        return Set.of("true", "yes", "on").contains(text);
    }
}
