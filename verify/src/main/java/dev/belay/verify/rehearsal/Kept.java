package dev.belay.verify.rehearsal;

import dev.belay.verify.Finding;
import dev.belay.verify.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a database keeps beside its schema, at one moment.
 *
 * @param tables their rows, by name
 * @param sequences where they stand, by name
 * @param unread why the rows of a table are not known, by name
 */
record Kept(Map<String, Rows> tables, Map<String, Position> sequences, Map<String, String> unread) {
    Kept {
        tables = Map.copyOf(tables);
        sequences = Map.copyOf(sequences);
        unread = Map.copyOf(unread);
    }

    /**
     * The rows of a table.
     *
     * @param columns those that were read, as SQL has them
     * @param hash of all rows, whatever their order
     */
    record Rows(String columns, long count, String hash) {}

    /**
     * Where a sequence stands.
     *
     * @param last the value that it gave out last; its start where it never did
     * @param upwards whether it counts up
     */
    record Position(long last, boolean upwards) {
        /** Whether it will give out again what it had given out at that time. */
        boolean behind(Position other) {
            return upwards ? last < other.last : last > other.last;
        }
    }

    long rows() {
        return tables.values().stream().mapToLong(Rows::count).sum();
    }

    /**
     * What another moment has otherwise, of that which is there at both: what is lost is a warning; a sequence that has
     * only gone on is none, as no way back undoes that.
     */
    List<Finding> against(Kept before) {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(before.tables).forEach((name, had) -> {
            Rows has = tables.get(name);
            if (has != null && !has.equals(had)) {
                rows(name, had, has, findings);
            }
        });
        new TreeMap<>(before.sequences).forEach((name, stood) -> {
            Position stands = sequences.get(name);
            if (stands != null && stands.last() != stood.last()) {
                findings.add(new Finding(
                        "sequences",
                        name,
                        stands.behind(stood) ? Severity.WARNING : Severity.INFO,
                        "stands at " + stands.last() + " after the way down, and stood at " + stood.last(),
                        ""));
            }
        });
        return findings;
    }

    private static void rows(String name, Rows had, Rows has, List<Finding> findings) {
        if (had.count() != has.count()) {
            findings.add(warning(name, "has " + rows(has.count()) + " after the way down, and had " + had.count()));
        } else if (Objects.equals(had.columns(), has.columns())) {
            // Where the columns are others, the schema says so.
            findings.add(warning(name, "has other values in its " + rows(has.count()) + " after the way down"));
        }
    }

    private static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    private static Finding warning(String name, String message) {
        return new Finding("rows", name, Severity.WARNING, message, "");
    }

    /** The names of what differs from another moment. */
    Set<String> changed(Kept before) {
        return Set.copyOf(
                against(before).stream().map(Finding::object).distinct().toList());
    }
}
