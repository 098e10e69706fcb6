package dev.belay.tui.shell;

import dev.belay.core.apply.DataWork;
import dev.belay.core.history.Mark;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The ways in which a data migration commits before its end. A program that calls one of them only reads outside of
 * them; that it does is seen in what the compiler made of it.
 */
public final class Batches {
    private static final int USUAL = 1000;

    private Batches() {}

    /** What is done with the rows of a batch. */
    @FunctionalInterface
    public interface Work {
        void on(Batch rows) throws Exception;
    }

    /** What is done once. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /** Walks through a table or query as {@link #batch(String, String, int, Work)} does, 1000 rows at a time. */
    public static long batch(String from, String key, Work work) throws SQLException {
        return batch(from, key, USUAL, work);
    }

    /**
     * Walks through the rows of a table or query in the order of a unique key, so many at a time. Each batch is a
     * transaction of its own, which commits together with the last key: a run that was broken goes on behind it.
     *
     * @param from a table, or a query
     * @param key the columns of a unique key, with commas between them
     * @return how many rows were done, those of earlier runs among them
     */
    public static long batch(String from, String key, int size, Work work) throws SQLException {
        DataBench bench = DataSession.bench();
        Keyset keys = new Keyset(bench, from, key, size);
        DataWork.Part part = bench.part(keys.what());
        Optional<Mark> reached = bench.work().reached(part);
        long estimate = keys.estimate(reached);
        while (true) {
            Optional<Mark> mark = bench.work().commit(part, before -> {
                Batch rows = keys.after(before);
                if (rows.isEmpty()) {
                    return Optional.empty();
                }
                carry(() -> work.on(rows));
                return Optional.of(
                        part.mark(rows.lastKey(), before.map(Mark::rows).orElse(0L) + rows.size()));
            });
            if (mark.isEmpty()) {
                return reached.map(Mark::rows).orElse(0L);
            }
            reached = mark;
            long rows = mark.get().rows();
            bench.work().progress(rows, estimate < 0 ? estimate : Math.max(rows, estimate));
        }
    }

    /** Does something in a transaction of its own, and never again. */
    public static void once(String name, Step step) throws SQLException {
        DataBench bench = DataSession.bench();
        DataWork.Part part = bench.part("\"" + name + "\"");
        if (bench.work().reached(part).isEmpty()) {
            bench.work().commit(part, before -> {
                carry(step);
                return Optional.of(part.mark("", 0));
            });
        }
    }

    private static void carry(Step step) throws SQLException {
        try {
            step.run();
        } catch (SQLException e) {
            throw e;
        } catch (Exception e) {
            // A lambda that may throw no SQLException has often put it into another exception.
            SQLException contention = Contention.in(e).orElse(null);
            if (contention != null) {
                throw contention;
            }
            throw e instanceof RuntimeException unchecked ? unchecked : new Carried(e);
        }
    }

    /** A checked exception of the program on its way out. */
    static final class Carried extends RuntimeException {
        private final transient Exception thrown;

        Carried(Exception thrown) {
            super(thrown);
            this.thrown = thrown;
        }

        Exception thrown() {
            return thrown;
        }
    }
}
