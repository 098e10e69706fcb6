package dev.belay.core.apply;

import dev.belay.core.migration.Version;
import java.util.List;
import java.util.Optional;

/**
 * What the operator has agreed to.
 *
 * @param shown the steps that were shown; a run may do fewer of them, and no others
 * @param hash the plan that was approved by name; then exactly that one is run, or none
 */
public record Approval(Optional<List<Version>> shown, Optional<String> hash) {
    /** Whatever is pending: for those who run without looking. */
    public static Approval anything() {
        return new Approval(Optional.empty(), Optional.empty());
    }

    /** The plan that was looked at. */
    public static Approval of(Preview preview) {
        return new Approval(Optional.of(PlanHash.versions(preview.outlines())), Optional.empty());
    }

    /** Exactly the plan of this name. */
    public static Approval named(String hash) {
        return new Approval(Optional.empty(), Optional.of(hash));
    }

    Optional<Failure> objection(Preview preview) {
        if (hash.isPresent() && hash.get().length() < PlanHash.BRIEF) {
            return Optional.of(Failure.of(
                    dev.belay.core.Kind.USAGE,
                    "the approval \"" + hash.get() + "\" is too short to tell plans apart",
                    "give the hash that belay plan shows, or the first " + PlanHash.BRIEF + " digits of it"));
        }
        if (hash.isPresent() && !PlanHash.approves(hash.get(), preview.hash())) {
            return Optional.of(Failure.of(
                    dev.belay.core.Kind.USAGE,
                    "the plan is not the one that was approved: it is " + PlanHash.brief(preview.hash()) + " now",
                    "look at it with belay plan, and approve that"));
        }
        if (shown.isPresent()) {
            for (Version version : PlanHash.versions(preview.outlines())) {
                if (!shown.get().contains(version)) {
                    return Optional.of(Failure.of(
                            dev.belay.core.Kind.MIGRATION,
                            "\"" + version + "\" was not in the plan that was shown",
                            "something changed meanwhile; look at the plan again"));
                }
            }
        }
        return Optional.empty();
    }
}
