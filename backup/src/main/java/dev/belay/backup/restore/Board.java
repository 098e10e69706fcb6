package dev.belay.backup.restore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one round, handed out to whoever is free: what can begin, biggest first. Holds no connection.
 */
final class Board {
    /** So many steps, and so many characters of SQL, are one message at most. */
    private static final int MOST = 50;

    private static final int LENGTH = 1 << 18;

    private final Map<Integer, Step> open = new HashMap<>();
    private final Map<Integer, Integer> waiting = new HashMap<>();
    private final Map<Integer, List<Step>> followers = new HashMap<>();
    private final PriorityQueue<Step> ready;
    private final List<Step> running = new ArrayList<>();
    private final Set<Integer> gone;
    private final Ledger ledger;
    private final boolean order;
    /** Ids of what did not go together with others. */
    private final Set<Integer> alone = new HashSet<>();

    /** @param order whether the steps are taken in the order given instead of by dependencies */
    Board(List<Step> steps, boolean order, Ledger ledger) {
        this.ledger = ledger;
        this.order = order;
        this.gone = ledger.gone();
        Map<Integer, Integer> places = new HashMap<>();
        steps.forEach(step -> places.put(step.id(), places.size()));
        this.ready = new PriorityQueue<>((one, other) -> {
            int byWeight = order ? 0 : Long.compare(rank(other), rank(one));
            return byWeight != 0
                    ? byWeight
                    : Integer.compare(places.getOrDefault(one.id(), 0), places.getOrDefault(other.id(), 0));
        });
        steps.forEach(step -> open.put(step.id(), step));
        for (Step step : steps) {
            List<Integer> needed = order
                    ? List.of()
                    : step.after().stream().filter(open::containsKey).toList();
            waiting.put(step.id(), needed.size());
            needed.forEach(id ->
                    followers.computeIfAbsent(id, any -> new ArrayList<>()).add(step));
            if (needed.isEmpty()) {
                ready.add(step);
            }
        }
    }

    /** What is quick comes last, and so together: it holds nobody up. */
    private static long rank(Step step) {
        return step.quick() ? -1 : step.weight();
    }

    /**
     * The next step, as soon as there is one that can begin; nothing when there will be none. Where the order is given and
     * statements are all they are, those that follow come along, as many as go into one message; elsewhere those that are quick.
     */
    synchronized List<Step> take() throws InterruptedException {
        while (!ledger.stopped()) {
            List<Step> steps = together();
            if (!steps.isEmpty()) {
                running.addAll(steps);
                return steps;
            }
            if (running.isEmpty()) {
                return List.of();
            }
            wait();
        }
        return List.of();
    }

    private List<Step> together() {
        List<Step> steps = new ArrayList<>();
        int length = 0;
        for (Step step = next(); step != null; step = steps.size() < MOST ? next() : null) {
            length += step.sql().length();
            boolean joins = (order ? step.action() == Step.Action.RUN : step.quick())
                    && !alone.contains(step.id())
                    && length <= LENGTH;
            if (!joins && !steps.isEmpty()) {
                ready.add(step);
                return steps;
            }
            steps.add(step);
            if (!joins) {
                return steps;
            }
        }
        return steps;
    }

    /** What did not go together is tried again, each step alone: so it is known which of them it was, and what hangs on it. */
    synchronized void part(List<Step> steps) {
        running.removeAll(steps);
        steps.forEach(step -> alone.add(step.id()));
        ready.addAll(steps);
        notifyAll();
    }

    private @Nullable Step next() {
        Set<Integer> touched = new HashSet<>();
        Set<Integer> locked = new HashSet<>();
        running.forEach(step -> touched.addAll(step.touches()));
        running.forEach(step -> locked.addAll(step.alone()));
        List<Step> busy = new ArrayList<>();
        Step found = null;
        while (found == null && !ready.isEmpty()) {
            Step step = ready.remove();
            if (step.after().stream().anyMatch(gone::contains)) {
                lose(step);
            } else if (step.goesWith(touched, locked)) {
                found = step;
            } else {
                busy.add(step);
            }
        }
        ready.addAll(busy);
        return found;
    }

    /** A step whose needs have failed: those that wait for it have to hear of it. */
    private void lose(Step step) {
        gone.add(step.id());
        ledger.lost(step);
        release(step);
    }

    private void release(Step step) {
        open.remove(step.id());
        for (Step follower : followers.getOrDefault(step.id(), List.of())) {
            if (waiting.merge(follower.id(), -1, Integer::sum) == 0) {
                ready.add(follower);
            }
        }
    }

    synchronized void done(Step step, long rows, long bytes, Duration took) {
        running.remove(step);
        ledger.done(step, rows, bytes, took);
        release(step);
        notifyAll();
    }

    synchronized void failed(Step step, ObjectResult.Failure failure, Duration took) {
        running.remove(step);
        gone.add(step.id());
        ledger.failed(step, failure, took);
        release(step);
        notifyAll();
    }

    /** Wakes whoever waits, after the ledger was told to stop. */
    synchronized void wake() {
        notifyAll();
    }

    /** Writes off what was never begun. */
    synchronized void close() {
        open.values().stream()
                .filter(step -> !running.contains(step))
                .sorted((one, other) -> Integer.compare(one.id(), other.id()))
                .forEach(ledger::lost);
        open.keySet().forEach(gone::add);
        open.clear();
    }

    static Set<Integer> noneGone() {
        return new HashSet<>();
    }
}
