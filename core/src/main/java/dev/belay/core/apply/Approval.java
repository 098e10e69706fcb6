package dev.belay.core.apply;

import dev.belay.core.Kind;
import dev.belay.core.migration.Version;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the operator has agreed to.
 *
 * @param shown the steps that were shown, each with the hash of its text; a run may do fewer of them, and no others
 * @param hash the plan that was approved by name; then exactly that one is run, or none
 */
public record Approval(Optional<Map<Version, String>> shown, Optional<String> hash) {
    /** Whatever is pending: for those who run without looking. */
    public static Approval anything() {
        return new Approval(Optional.empty(), Optional.empty());
    }

    /** The plan that was looked at. */
    public static Approval of(Preview preview) {
        return new Approval(
                Optional.of(preview.outlines().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                outline -> outline.step().version(), Outline::hash))),
                Optional.empty());
    }

    /** Exactly the plan of this name. */
    public static Approval named(String hash) {
        return new Approval(Optional.empty(), Optional.of(hash));
    }

    Optional<Failure> objection(Preview preview) {
        if (hash.isPresent() && hash.get().length() < PlanHash.BRIEF) {
            return Optional.of(Failure.of(
                    Kind.USAGE,
                    "the approval \"" + hash.get() + "\" is too short to tell plans apart",
                    "give the hash that belay plan shows, or the first " + PlanHash.BRIEF + " digits of it"));
        }
        if (hash.isPresent() && !PlanHash.approves(hash.get(), preview.hash())) {
            return Optional.of(Failure.of(
                    Kind.USAGE,
                    "the plan is not the one that was approved: it is " + PlanHash.brief(preview.hash()) + " now",
                    "look at it with belay plan, and approve that"));
        }
        return shown.flatMap(known -> preview.outlines().stream()
                .flatMap(outline -> unlike(known, outline).stream())
                .findFirst());
    }

    private static Optional<Failure> unlike(Map<Version, String> known, Outline outline) {
        Version version = outline.step().version();
        String hash = known.get(version);
        if (outline.hash().equals(hash)) {
            return Optional.empty();
        }
        return Optional.of(Failure.of(
                Kind.MIGRATION,
                hash == null
                        ? "\"" + version + "\" was not in the plan that was shown"
                        : "\"" + version + "\" is not the text that was shown any more: its file or a variable was"
                                + " changed",
                "something changed meanwhile; look at the plan again"));
    }
}
