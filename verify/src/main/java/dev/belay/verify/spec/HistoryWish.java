package dev.belay.verify.spec;

import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.apply.Standing;
import dev.belay.core.apply.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * {@code history: {pending: 0, checksums_match: true}}.
 *
 * @param pending how many migrations may wait at most
 * @param unchanged whether every file must be the one that was applied, and there
 */
record HistoryWish(String at, OptionalLong pending, boolean unchanged) {
    static HistoryWish of(Entry entry) {
        Map<String, Entry> keys = entry.group("pending", "checksums_match");
        return new HistoryWish(
                entry.at(),
                keys.containsKey("pending")
                        ? OptionalLong.of(keys.get("pending").number())
                        : OptionalLong.empty(),
                keys.containsKey("checksums_match")
                        && keys.get("checksums_match").flag());
    }

    List<Complaint> judge(Standing standing) {
        List<Complaint> complaints = new ArrayList<>();
        List<MigrationStatus> waiting = standing.entries().stream()
                .filter(entry -> entry.state().wantsUp())
                .toList();
        if (pending.isPresent() && waiting.size() > pending.getAsLong()) {
            complaints.addAll(Complaint.of(
                    "history",
                    "pending",
                    "is " + waiting.size() + ", not " + pending.getAsLong() + "; the first is "
                            + waiting.get(0).version().toString()));
        }
        if (unchanged) {
            for (MigrationStatus entry : standing.entries()) {
                if (entry.state() == State.CHANGED || entry.state() == State.MISSING) {
                    complaints.addAll(Complaint.of(
                            "history",
                            entry.version().toString(),
                            entry.state() == State.CHANGED
                                    ? "is applied, and its file is another one now"
                                    : "is applied, and its file is missing"));
                }
            }
        }
        return complaints;
    }
}
