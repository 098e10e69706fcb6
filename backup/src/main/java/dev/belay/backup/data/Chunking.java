package dev.belay.backup.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Decides which tables are cut into runs of pages, so that several workers share a big one. */
public final class Chunking {
    private static final long SMALLEST = 32L << 20;
    private static final long BIGGEST = 4L << 30;
    /** For each worker, so that none is left with much when the others are done. */
    private static final int PIECES = 8;

    private final long piece;

    /**
     * @param total bytes of all tables
     * @param jobs workers; one alone has nobody to share with
     */
    public Chunking(long total, int jobs) {
        this(jobs < 2 ? Long.MAX_VALUE : Math.min(BIGGEST, Math.max(SMALLEST, total / ((long) jobs * PIECES))));
    }

    private Chunking(long piece) {
        this.piece = piece;
    }

    /** Runs of about so many bytes, however many workers there are. */
    public static Chunking into(long piece) {
        return new Chunking(Math.max(1, piece));
    }

    /** The runs of a table, one after the other; only one where it is not worth the trouble or cannot be done. */
    public List<Pages> of(Relation table) {
        long wanted = table.bytes() / piece;
        long runs = Math.min(wanted, table.pages());
        if (runs < 2 || !table.heap() || !table.condition().isEmpty()) {
            return List.of(Pages.ALL);
        }
        List<Pages> pages = new ArrayList<>();
        for (long i = 0; i < runs; i++) {
            long from = edge(table.pages(), i, runs);
            pages.add(new Pages(
                    from, i == runs - 1 ? OptionalLong.empty() : OptionalLong.of(edge(table.pages(), i + 1, runs))));
        }
        return pages;
    }

    private static long edge(long pages, long run, long runs) {
        // Not pages * run / runs, which is too big a number for a big table in many runs.
        return pages / runs * run + Math.min(run, pages % runs);
    }
}
