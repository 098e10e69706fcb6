package dev.belay.verify.check;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import java.util.List;

/** The checks that come with Belay. To add one: its file, and its name here. */
public final class StandardChecks {
    /** In the order of a report: what is broken, what is not kept, what will stop, what costs. */
    public static final List<String> NAMES = List.of(
            "invalid-index",
            "concurrent-leftover",
            "not-valid-constraint",
            "disabled-trigger",
            "orphans",
            "sequence-behind",
            "sequence-exhausted",
            "wraparound",
            "no-primary-key",
            "unlogged",
            "foreign-key-index",
            "duplicate-index",
            "covered-index",
            "unused-index",
            "never-analyzed",
            "missing-statistics",
            "bloat");

    private StandardChecks() {}

    /** The query of one of them. */
    public static String sql(String name) {
        return SqlCheck.named(name).sql();
    }

    /** All of them. */
    public static List<Check> all() {
        return NAMES.stream().<Check>map(SqlCheck::named).toList();
    }

    /**
     * Those of these names, in the order of the list; all when nothing is named.
     *
     * @throws BelayException of kind USAGE for a name that nobody knows
     */
    public static List<Check> only(List<String> names) {
        for (String name : names) {
            if (!NAMES.contains(name)) {
                throw new BelayException(Kind.USAGE, "there is no check \"" + name + "\"", Nearest.hint(name, NAMES));
            }
        }
        return names.isEmpty()
                ? all()
                : NAMES.stream()
                        .filter(names::contains)
                        .<Check>map(SqlCheck::named)
                        .toList();
    }
}
