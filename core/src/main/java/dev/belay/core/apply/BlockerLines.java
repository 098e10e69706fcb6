package dev.belay.core.apply;

import dev.belay.core.activity.Blocker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The tree of who makes whom wait, one line per session, indented by how far away it is. */
final class BlockerLines {
    private BlockerLines() {}

    static List<String> of(List<Blocker> blockers, Instant now) {
        List<String> lines = new ArrayList<>();
        add(lines, blockers, now, "");
        return lines;
    }

    private static void add(List<String> lines, List<Blocker> blockers, Instant now, String indent) {
        for (Blocker blocker : blockers) {
            String holds = blocker.holds().map(lock -> " holds " + lock).orElse("");
            lines.add(indent + blocker.session().describe(now) + holds);
            add(lines, blocker.blockedBy(), now, indent + "  ");
        }
    }
}
