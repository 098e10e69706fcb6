package dev.belay.verify.spec;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.SqlError;
import dev.belay.verify.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is tried on a temporary copy: {@code rejects}, {@code fires} and {@code returns_for}. */
final class TrialRules {
    /** Of a statement that no rows could make right: syntax, names, types; not what row-level security refuses. */
    private static final Pattern MISTAKE = Pattern.compile("42(?!501).{3}|3F000");

    private final Draft draft;

    TrialRules(Draft draft) {
        this.draft = draft;
    }

    void rejects(Entry section) {
        for (Entry entry : section.items()) {
            Map<String, Entry> keys = entry.group("name", "given", "sql", "sqlstate", "constraint", "message");
            String sql = entry.required(keys, "sql").text();
            Rejection wanted = Rejection.of(keys);
            String object = keys.containsKey("name") ? keys.get("name").text() : sql.strip();
            tried("rejects", object, entry, StatementTrial.committed(given(keys), sql), answer -> {
                if (answer.error().isEmpty()) {
                    return Complaint.of("rejects", object, "was not rejected");
                }
                return wanted.otherwise(answer.error().get(), answer.constraint())
                        .map(message -> Complaint.of("rejects", object, message))
                        .orElse(Complaint.none());
            });
        }
    }

    /** How a statement is to fail, as far as that is said. */
    private record Rejection(Optional<String> state, Optional<String> constraint, Optional<String> message) {
        static Rejection of(Map<String, Entry> keys) {
            return new Rejection(text(keys, "sqlstate"), text(keys, "constraint"), text(keys, "message"));
        }

        private static Optional<String> text(Map<String, Entry> keys, String key) {
            return Optional.ofNullable(keys.get(key)).map(Entry::text);
        }

        /** Why it failed, if that is not how it should; empty if it is. */
        Optional<String> otherwise(SqlError error, Optional<String> refused) {
            if (error.state().equals(StatementTrial.GIVEN)) {
                return Optional.of("cannot be tried: " + error.message());
            }
            if (state.filter(wanted -> !wanted.equals(error.state())).isPresent()) {
                return Optional.of("failed, but not with " + state.get() + ": " + error);
            }
            if (constraint
                    .filter(wanted -> !refused.equals(Optional.of(wanted)))
                    .isPresent()) {
                return Optional.of("failed, but not by " + constraint.get()
                        + refused.map(name -> " but by " + name).orElse("") + ": " + error);
            }
            if (message.filter(wanted -> !error.message().contains(wanted)).isPresent()) {
                return Optional.of("failed, but not with \"" + message.get() + "\": " + error);
            }
            // A mistake in the spec would stand for a rejection for ever.
            boolean nothingSaid = state.isEmpty() && constraint.isEmpty() && message.isEmpty();
            return nothingSaid && MISTAKE.matcher(error.state()).matches()
                    ? Optional.of("makes no sense to the server: " + error + "; say sqlstate if that is meant")
                    : Optional.empty();
        }
    }

    void fires(String trigger, Entry entry) {
        Map<String, Entry> keys = entry.group("given", "sql", "expect");
        List<String> before = new ArrayList<>(given(keys));
        before.add(entry.required(keys, "sql").text());
        before.add(StatementTrial.SETTLE);
        String expect = entry.required(keys, "expect").text();
        tried(
                "fires",
                trigger,
                entry,
                StatementTrial.of(before, expect),
                answer -> answer.error()
                        .map(error -> Complaint.of("fires", trigger, "cannot be tried: " + error))
                        .orElseGet(() -> answer.value().filter("t"::equals).isPresent()
                                ? Complaint.none()
                                : Complaint.of(
                                        "fires", trigger, "does not do what is expected: " + expect + " is not true")));
    }

    /** {@code call} is the function's name as SQL has it. */
    void returnsFor(String call, String object, Entry section) {
        for (Entry entry : section.items()) {
            Map<String, Entry> keys = entry.group("given", "args", "value");
            String arguments = keys.containsKey("args")
                    ? keys.get("args").texts().stream().map(Identifier::literal).collect(Collectors.joining(", "))
                    : "";
            Optional<String> wanted = entry.required(keys, "value").textOrNothing();
            String statement = "SELECT (" + call + "(" + arguments + "))::text";
            String what = object + " for (" + arguments + ")";
            tried(
                    "returns",
                    what,
                    entry,
                    StatementTrial.of(given(keys), statement),
                    answer -> answer.error()
                            .map(error -> Complaint.of("returns", what, "fails: " + error))
                            .orElseGet(() -> answer.value().equals(wanted)
                                    ? Complaint.none()
                                    : Complaint.of(
                                            "returns",
                                            what,
                                            "is " + answer.value().orElse("NULL") + ", not " + wanted.orElse("NULL"))));
        }
    }

    private void tried(String check, String object, Entry entry, Trial trial, Function<Answer, List<Complaint>> judge) {
        draft.add(Expectation.of(
                        new Subject(check, object),
                        entry,
                        seen -> seen.answer(trial.key()).map(judge).orElse(Complaint.none()))
                .trying(trial));
    }

    private static List<String> given(Map<String, Entry> keys) {
        return keys.containsKey("given") ? keys.get("given").texts() : List.of();
    }
}
