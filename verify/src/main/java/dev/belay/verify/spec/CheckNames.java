package dev.belay.verify.spec;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.verify.check.StandardChecks;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The names by which a part of a verification is chosen: those of its findings. */
public final class CheckNames {
    /** Those that follow from a spec; the others are those of the health checks. */
    static final List<String> OF_SPEC = List.of(
            "server",
            "extension",
            "setting",
            "history",
            "rollback",
            "drift",
            "table",
            "column",
            "primary-key",
            "unique",
            "check",
            "foreign-key",
            "index",
            "index-size",
            "index-usage",
            "trigger",
            "fires",
            "row-security",
            "policy",
            "grant",
            "role",
            "rows",
            "data",
            "nulls",
            "analyzed",
            "sequence",
            "view",
            "function",
            "returns",
            "enum",
            "partitions",
            "query",
            "query-time",
            "rejects",
            "unexpected",
            "acceptance");

    /** Those that a finding can have. */
    static final List<String> ALL =
            Stream.of(OF_SPEC, StandardChecks.NAMES).flatMap(List::stream).toList();

    private static final List<String> KNOWN =
            Stream.of(ALL, List.of("health")).flatMap(List::stream).toList();

    private CheckNames() {}

    /**
     * Refuses what is no check at all: a slip of the hand must not look like a verification of nothing.
     *
     * @throws BelayException of kind USAGE for a name that nobody knows
     */
    public static void require(Collection<String> only) {
        for (String name : only) {
            if (!KNOWN.contains(name)) {
                throw new BelayException(Kind.USAGE, "there is no check \"" + name + "\"", Nearest.hint(name, KNOWN));
            }
        }
    }
}
