package dev.belay.backup.restore;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds steps that wait for each other: a restore of them would never end. */
final class Circles {
    private static final int SHOWN = 10;

    private Circles() {}

    static void refuse(List<Step> steps) {
        Map<Integer, Step> left = new LinkedHashMap<>();
        Map<Integer, Integer> waiting = new HashMap<>();
        Map<Integer, List<Step>> followers = new HashMap<>();
        steps.forEach(step -> left.put(step.id(), step));
        Deque<Step> ready = new ArrayDeque<>();
        for (Step step : steps) {
            List<Integer> needed =
                    step.after().stream().filter(left::containsKey).toList();
            waiting.put(step.id(), needed.size());
            needed.forEach(id ->
                    followers.computeIfAbsent(id, any -> new ArrayList<>()).add(step));
            if (needed.isEmpty()) {
                ready.add(step);
            }
        }
        while (!ready.isEmpty()) {
            Step done = ready.remove();
            left.remove(done.id());
            for (Step follower : followers.getOrDefault(done.id(), List.of())) {
                if (waiting.merge(follower.id(), -1, Integer::sum) == 0) {
                    ready.add(follower);
                }
            }
        }
        if (!left.isEmpty()) {
            throw new BelayException(
                    Kind.INTEGRITY,
                    "entries of the archive depend on each other in a circle: "
                            + left.values().stream()
                                    .limit(SHOWN)
                                    .map(Step::label)
                                    .collect(Collectors.joining(", ")),
                    "no pg_dump writes such an archive: use another copy of it, or another backup");
        }
    }
}
