package dev.belay.core.apply;

import dev.belay.core.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** A plan that must not run, as one failure: every problem is named, not only the first. */
record Refusal(List<Problem> problems) {
    Failure failure() {
        Problem first = problems.get(0);
        if (problems.size() == 1) {
            return Failure.of(Kind.MIGRATION, first.message(), first.hint());
        }
        return Failure.of(
                Kind.MIGRATION,
                problems.size() + " things stand in the way:\n"
                        + problems.stream()
                                .map(problem -> "  " + problem.message() + "\n    " + problem.hint())
                                .collect(Collectors.joining("\n")),
                "");
    }
}
