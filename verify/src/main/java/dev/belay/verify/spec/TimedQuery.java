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
    /** Which of the questions it is that answers. */
    static final int ANSWER = 2;

    private static final Pattern TIME = Pattern.compile("Execution Time: ([\\d.]+) ms");

    /** Nobody waits longer for a time that is only told. */
    private static final long LONGEST = 60_000;

    private static final int PATIENCE = 20;

    private TimedQuery() {}

    /** In this order, in a session that cannot write. */
    static List<String> questions(String name, Query query, List<String> arguments, long most) {
        String statement = Identifier.quote("belay " + name);
        String types = query.types().isEmpty() ? "" : " (" + String.join(", ", query.types()) + ")";
        String values = arguments.isEmpty()
                ? ""
                : arguments.stream().map(Identifier::literal).collect(Collectors.joining(", ", " (", ")"));
        return List.of(
                "PREPARE " + statement + types + " AS " + query.sql(),
                "SET /* " + statement.replace("*/", "") + " */ statement_timeout = "
                        + Math.min(LONGEST, Math.max(1000, most * PATIENCE)),
                "EXPLAIN (ANALYZE, TIMING off) EXECUTE " + statement + values,
                "SET /* " + statement.replace("*/", "") + " */ statement_timeout = 0");
    }

    static Optional<String> complaint(Answer answer, long most) {
        if (answer.error().isPresent()) {
            return Optional.of("cannot be timed: " + answer.error().get());
        }
        return answer.rows().stream()
                .map(row -> TIME.matcher(Objects.requireNonNullElse(row.get(0), "")))
                .filter(Matcher::find)
                .map(time -> Double.parseDouble(time.group(1)))
                .findFirst()
                .filter(time -> time > most)
                .map(time -> "takes " + Math.round(time) + " ms, more than " + most + " ms");
    }
}
