package dev.belay.verify.spec;

import dev.belay.core.db.Identifier;
import dev.belay.verify.query.Query;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How long a query takes on real rows. */
final class TimedQuery {
    /** Which of the questions has the time for an answer. */
    private static final int ANSWER = 3;

    private static final Pattern TIME = Pattern.compile("Execution Time: ([\\d.]+) ms");

    /** Nobody waits longer for a time that is only told. */
    private static final long LONGEST = 60_000;

    private static final int PATIENCE = 20;

    private TimedQuery() {}

    /** In this order, in a session that cannot write; it finds names in {@code schema} and in {@code public}. */
    static List<String> questions(String name, String schema, Query query, List<String> arguments, long most) {
        String statement = Identifier.quote("belay " + name);
        String types = query.types().isEmpty() ? "" : " (" + String.join(", ", query.types()) + ")";
        String values = arguments.isEmpty()
                ? ""
                : arguments.stream().map(Identifier::literal).collect(Collectors.joining(", ", " (", ")"));
        // Each question is asked once: what is said again for another query has its name in it.
        String set = "SET /* " + statement.replace("*/", "") + " */ ";
        return List.of(
                set + "search_path = " + Identifier.quote(schema) + ", public",
                "PREPARE " + statement + types + " AS " + query.sql(),
                set + "statement_timeout = " + Math.min(LONGEST, Math.max(1000, most * PATIENCE)),
                "EXPLAIN (ANALYZE, TIMING off) EXECUTE " + statement + values,
                set + "statement_timeout = 0",
                set + "search_path = ''",
                // The server cuts long names: the next one may be the same.
                "DEALLOCATE " + statement);
    }

    /** From the answers to the questions, in their order. */
    static Optional<String> complaint(List<Answer> answers, long most) {
        // What follows from the first error says less.
        Optional<String> error = answers.stream()
                .flatMap(answer -> answer.error().stream())
                .findFirst()
                .map(why -> "cannot be timed: " + why);
        if (error.isPresent() || answers.size() <= ANSWER) {
            return error;
        }
        return answers.get(ANSWER).rows().stream()
                .map(row -> TIME.matcher(Objects.requireNonNullElse(row.get(0), "")))
                .filter(Matcher::find)
                .map(time -> Double.parseDouble(time.group(1)))
                .findFirst()
                .filter(time -> time > most)
                .map(time -> "takes " + Math.round(time) + " ms, more than " + most + " ms");
    }
}
