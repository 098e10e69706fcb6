package dev.belay.verify.spec;

import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.verify.Subject;
import dev.belay.verify.query.PlanWish;
import dev.belay.verify.query.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code queries: [{sql: …, params: [text], uses_index: a_b, no_seqscan_on: [a], max_cost_ratio: 0.01}]}. */
final class QuerySection {
    private final Draft draft;

    QuerySection(Draft draft) {
        this.draft = draft;
    }

    void read(Entry section) {
        for (Entry entry : section.items()) {
            query(entry);
        }
    }

    private void query(Entry entry) {
        Map<String, Entry> keys = entry.group(
                "name",
                "sql",
                "params",
                "args",
                "given",
                "generic",
                "simulate_rows",
                "uses_index",
                "no_seqscan_on",
                "max_cost_ratio",
                "sort",
                "max_ms");
        String sql = entry.required(keys, "sql").text();
        String name = keys.containsKey("name") ? keys.get("name").text() : sql.strip();
        Query query = new Query(
                sql.strip().replaceFirst(";$", ""),
                texts(keys, "params"),
                arguments(entry, keys),
                !isFalse(keys, "simulate_rows"),
                rows(keys),
                texts(keys, "given"));
        PlanWish wish = new PlanWish(
                indexes(keys),
                tables(keys),
                keys.containsKey("max_cost_ratio")
                        ? OptionalDouble.of(keys.get("max_cost_ratio").fraction())
                        : OptionalDouble.empty(),
                !isFalse(keys, "sort"));
        if (List.of("uses_index", "no_seqscan_on", "max_cost_ratio", "sort").stream()
                .anyMatch(keys::containsKey)) {
            planned(name, entry, new PlanTrial(query), wish);
        } else if (!keys.containsKey("max_ms")) {
            throw entry.wrong(
                    "says nothing of its plan", "add uses_index, no_seqscan_on, max_cost_ratio, sort or max_ms");
        }
        if (keys.containsKey("max_ms")) {
            timed(name, keys.get("max_ms"), query, texts(keys, "args"));
        }
    }

    private void planned(String name, Entry entry, PlanTrial trial, PlanWish wish) {
        Subject subject = new Subject("query", name);
        draft.add(Expectation.of(
                        subject,
                        entry,
                        seen -> seen.answer(trial.key())
                                .map(answer -> complaints(subject, answer, wish))
                                .orElse(Complaint.none()))
                .asking(catalog -> List.of(PlanTrial.SETTINGS))
                .unlessUnknown(seen -> seen.answer(trial.key())
                        .filter(answer -> trial.query().simulated() && answer.denied())
                        .flatMap(Answer::error)
                        .map(why -> why.message() + ": --scratch embedded, or simulate_rows: false"))
                .trying(trial));
    }

    /** On the rows that are there: how long that takes depends on the day, and is told only. */
    private void timed(String name, Entry entry, Query query, List<String> arguments) {
        long most = entry.number();
        Subject subject = new Subject("query-time", name);
        List<String> questions = TimedQuery.questions(name, draft.names().schema(), query, arguments, most);
        draft.add(Expectation.of(
                        subject,
                        entry,
                        seen -> TimedQuery.complaint(
                                        questions.stream()
                                                .flatMap(question -> seen.answer(question).stream())
                                                .toList(),
                                        most)
                                .map(message -> Complaint.of(subject, message))
                                .orElse(Complaint.none()))
                .asking(catalog -> questions)
                .told());
    }

    private static List<Complaint> complaints(Subject subject, Answer answer, PlanWish wish) {
        return answer.plan()
                .map(plan -> wish.judge(plan).stream()
                        .flatMap(message -> Complaint.of(subject, message).stream())
                        .toList())
                .orElseGet(() -> Complaint.of(
                        subject,
                        "cannot be planned: "
                                + answer.error().map(Object::toString).orElse("")));
    }

    /** A plan for all values, unless the file says for which. */
    private static Optional<List<String>> arguments(Entry entry, Map<String, Entry> keys) {
        if (!isFalse(keys, "generic")) {
            return Optional.empty();
        }
        if (!keys.containsKey("args")) {
            throw entry.wrong("needs the values to plan for", "add args: [value, …]");
        }
        return Optional.of(texts(keys, "args"));
    }

    private static boolean isFalse(Map<String, Entry> keys, String key) {
        Entry entry = keys.get(key);
        return entry != null && !entry.isGroup() && !entry.flag();
    }

    private static List<String> texts(Map<String, Entry> keys, String key) {
        return keys.containsKey(key) ? keys.get(key).texts() : List.of();
    }

    private Map<String, Long> rows(Map<String, Entry> keys) {
        Map<String, Long> rows = new HashMap<>();
        if (keys.containsKey("simulate_rows") && keys.get("simulate_rows").isGroup()) {
            keys.get("simulate_rows")
                    .names()
                    .forEach((table, entry) -> rows.put(table(table, entry), wholeNumber(entry)));
        }
        return rows;
    }

    /** People write 1e6. */
    private static long wholeNumber(Entry entry) {
        try {
            long number = new BigDecimal(entry.text().replace("_", "")).longValueExact();
            if (number > 0) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Said below.
        }
        throw entry.wrong("must be a number of rows, not \"" + entry.text() + "\"", "write 1000000 or 1e6");
    }

    private String table(String name, Entry entry) {
        return draft.names().id(ObjectType.TABLE, entry, name).sql();
    }

    private Set<String> tables(Map<String, Entry> keys) {
        Set<String> tables = new HashSet<>();
        Entry entry = keys.get("no_seqscan_on");
        if (entry != null) {
            entry.texts().forEach(name -> tables.add(table(name, entry)));
        }
        return tables;
    }

    /** All that are named, or one of them under {@code any_of}. */
    private List<Set<String>> indexes(Map<String, Entry> keys) {
        if (!keys.containsKey("uses_index")) {
            return List.of();
        }
        Entry entry = keys.get("uses_index");
        if (!entry.isGroup()) {
            List<Set<String>> all = new ArrayList<>();
            entry.texts().forEach(name -> all.add(Set.of(index(name, entry))));
            return all;
        }
        Entry any = entry.required(entry.group("any_of"), "any_of");
        return List.of(any.texts().stream().map(name -> index(name, any)).collect(Collectors.toSet()));
    }

    private String index(String name, Entry entry) {
        ObjectId id = draft.names().id(ObjectType.INDEX, entry, name);
        return id.name();
    }
}
