package dev.belay.core.activity;

import java.util.List;
import java.util.Optional;

/**
 * A session that another one waits for, and those that it waits for itself.
 *
 * @param holds what it has and the waiting one wants; empty when it only stands before it in the queue
 * @param wants what it waits for itself
 * @param blockedBy who makes it wait
 */
public record Blocker(Session session, Optional<Lock> holds, Optional<Lock> wants, List<Blocker> blockedBy) {
    public Blocker {
        blockedBy = List.copyOf(blockedBy);
    }
}
