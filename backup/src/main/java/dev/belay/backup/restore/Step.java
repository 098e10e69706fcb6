package dev.belay.backup.restore;

import dev.belay.backup.archive.TocEntry;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One piece of work of a restore.
 *
 * @param id of the entry, or a number beyond all of them
 * @param entry what it is about
 * @param runs of the rows, where it loads any: entries that are loaded one after the other in one transaction
 * @param shares how many steps load the same table, each some of its runs, and commit only together
 * @param action what is done
 * @param sql the statements, for {@link Action#RUN} and {@link Action#RUN_QUICKLY}
 * @param after ids of the steps that must be done before
 * @param touches ids of the tables that it needs
 * @param alone ids of the tables that nobody else may touch meanwhile, since it locks them against everybody
 * @param weight how much work it is, compared with others
 */
record Step(
        int id,
        TocEntry entry,
        List<TocEntry> runs,
        int shares,
        Action action,
        String sql,
        Set<Integer> after,
        Set<Integer> touches,
        Set<Integer> alone,
        long weight) {
    private static final Set<String> REMARKS = Set.of("COMMENT", "ACL", "SECURITY LABEL");

    private static final Pattern ABOUT = Pattern.compile("(?<kind>(?:[A-Z]+ )+)(?<name>.+)", Pattern.DOTALL);

    Step {
        runs = List.copyOf(runs);
        after = Set.copyOf(after);
        touches = Set.copyOf(touches);
        alone = Set.copyOf(alone);
    }

    /** What is done with an entry. */
    enum Action {
        /** Its SQL is sent. */
        RUN,
        /** Its SQL is sent, with that of others: it is little work for the server, and most of it would be the way there. */
        RUN_QUICKLY,
        /** Rows into a table that others fill too, or that was there before. */
        LOAD,
        /** Rows into a table that this restore has made and nobody else fills. */
        LOAD_NEW,
        LARGE_OBJECTS,
        ANALYZE
    }

    boolean quick() {
        return action == Action.RUN_QUICKLY;
    }

    boolean loads() {
        return action == Action.LOAD || action == Action.LOAD_NEW;
    }

    /**
     * Whether it can run beside others.
     *
     * @param touched what these need
     * @param locked what they lock against everybody
     */
    boolean goesWith(Set<Integer> touched, Set<Integer> locked) {
        return Collections.disjoint(alone, touched) && Collections.disjoint(touches, locked);
    }

    /** As people know it: {@code TABLE DATA}, {@code ANALYZE}… */
    String kind() {
        return action == Action.ANALYZE ? "ANALYZE" : entry.kind();
    }

    /** As people know it, with its schema. What is said about an object has the kind of that in its tag. */
    String name() {
        String schema = entry.schema()
                .filter(name -> !name.isEmpty())
                .map(name -> name + ".")
                .orElse("");
        Matcher about = ABOUT.matcher(entry.tag());
        return REMARKS.contains(entry.kind()) && about.matches()
                ? about.group("kind") + schema + about.group("name")
                : schema + entry.tag();
    }

    String label() {
        return kind() + " " + name();
    }
}
