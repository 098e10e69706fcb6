package dev.belay.backup.restore;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The threads of a restore that read the archive: when it is stopped, none of them waits for more of it. */
final class Readers {
    private final Set<Thread> threads = new HashSet<>();
    private final Set<Thread> interrupted = new HashSet<>();
    private boolean stopped;

    /** Work that reads, and counts what it has read. */
    interface Reading {
        long run() throws SQLException;
    }

    /** @throws SQLException with the state of a cancelled statement when it was stopped */
    long reading(Reading work) throws SQLException {
        begin();
        try {
            return work.run();
        } catch (BelayException e) {
            if (isInterrupted() && e.kind() != Kind.INTEGRITY) {
                throw new SQLException("stopped", "57014", e);
            }
            throw e;
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        threads.add(Thread.currentThread());
        if (stopped) {
            interrupt(Thread.currentThread());
        }
    }

    private synchronized boolean isInterrupted() {
        return interrupted.contains(Thread.currentThread());
    }

    /** What comes after it is not meant. */
    private synchronized void end() {
        threads.remove(Thread.currentThread());
        if (interrupted.remove(Thread.currentThread())) {
            Thread.interrupted();
        }
    }

    synchronized void stop() {
        stopped = true;
        threads.forEach(this::interrupt);
    }

    private void interrupt(Thread thread) {
        interrupted.add(thread);
        thread.interrupt();
    }
}
