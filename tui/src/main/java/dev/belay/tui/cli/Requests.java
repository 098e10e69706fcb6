package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.PlanRequest;
import java.util.Optional;

/** Turns what was said into what is asked of the engine. */
final class Requests {
    private Requests() {}

    record Up(Optional<String> version, Optional<String> only, boolean outOfOrder) {}

    record Down(Optional<String> version, Optional<Integer> steps, boolean all) {}

    static PlanRequest up(Common common, Invocation now, Up said) {
        if (said.version().isPresent() && said.only().isPresent()) {
            throw wrong(common, "a version and --only cannot be given together");
        }
        PlanRequest request = said.only()
                .map(text -> PlanRequest.only(now.toolkit().version(text)))
                .or(() -> said.version()
                        .map(text -> PlanRequest.upTo(now.toolkit().version(text))))
                .orElseGet(PlanRequest::up);
        return request.allowingOutOfOrder(said.outOfOrder());
    }

    static PlanRequest down(Common common, Invocation now, Down said) {
        int ways = (said.version().isPresent() ? 1 : 0) + (said.steps().isPresent() ? 1 : 0) + (said.all() ? 1 : 0);
        if (ways > 1) {
            throw wrong(common, "only one of a version, --steps and --all can be given");
        }
        if (said.steps().filter(steps -> steps < 1).isPresent()) {
            throw wrong(common, "--steps is " + said.steps().get() + ", and must be at least 1");
        }
        if (said.all()) {
            return PlanRequest.downAll();
        }
        return said.version()
                .map(text -> PlanRequest.downTo(now.toolkit().version(text)))
                .orElseGet(() -> PlanRequest.down(said.steps().orElse(1)));
    }

    /** Options that parse, and make no sense together. */
    static BelayException wrong(Common common, String message) {
        return new BelayException(
                Kind.USAGE, message, "see \"" + common.command().qualifiedName() + " --help\"");
    }
}
