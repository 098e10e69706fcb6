package dev.belay.core.apply;

import dev.belay.core.Kind;
import java.util.List;

/** A plan that must not run, as one failure: every problem is named, not only the first. */
public record Refusal(List<Problem> problems) {
    public Refusal {
        problems = List.copyOf(problems);
    }

    public Failure failure() {
        if (problems.size() == 1) {
            return Failure.of(kind(), problems.get(0).message(), problems.get(0).hint());
        }
        StringBuilder message = new StringBuilder(problems.size() + " things stand in the way:");
        for (Problem problem : problems) {
            message.append("\n  ").append(problem.message());
            if (!problem.hint().isEmpty()) {
                message.append("\n    ").append(problem.hint());
            }
        }
        return Failure.of(kind(), message.toString(), "");
    }

    /** Where only what was asked for is not there, the question was wrong, and nothing else is. */
    private Kind kind() {
        return problems.stream().allMatch(problem -> problem.cause() == Problem.Cause.NOT_FOUND)
                ? Kind.USAGE
                : Kind.MIGRATION;
    }
}
