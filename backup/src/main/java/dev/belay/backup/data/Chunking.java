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

    /** The last runs of a table are so much shorter: the smallest are read last, and what is left for one alone is one of them. */
    private static final int FINER = 4;

    private final long piece;
    private final int finer;

    /**
     * @param total bytes of all tables
     * @param jobs workers; one alone has nobody to share with
     */
    public Chunking(long total, int jobs) {
        this(FINER, jobs < 2 ? Long.MAX_VALUE : Math.min(BIGGEST, Math.max(SMALLEST, total / ((long) jobs * PIECES))));
    }

    private Chunking(int finer, long piece) {
        this.finer = finer;
        this.piece = piece;
    }

    /** Runs of about so many bytes, however many workers there are. */
    public static Chunking into(long piece) {
        return new Chunking(1, Math.max(1, piece));
    }

    /** The runs of a table, one after the other; only one where it is not worth the trouble or cannot be done. */
    public List<Pages> of(Relation table) {
        long wanted = table.bytes() / piece;
        long runs = Math.min(wanted, table.pages());
        if (runs < 2 || !table.heap() || !table.condition().isEmpty()) {
            return List.of(Pages.ALL);
        }
        List<Long> starts = starts(table.pages(), runs);
        List<Pages> pages = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            boolean last = i == starts.size() - 1;
            pages.add(new Pages(starts.get(i), last ? OptionalLong.empty() : OptionalLong.of(starts.get(i + 1))));
        }
        return pages;
    }

    /** The last quarter of the runs is cut finer. */
    private List<Long> starts(long pages, long runs) {
        List<Long> starts = new ArrayList<>();
        for (long run = 0; run < runs; run++) {
            long from = edge(pages, run, runs);
            long length = edge(pages, run + 1, runs) - from;
            long parts = run < runs - Math.max(1, runs / 4) ? 1 : Math.min(finer, length);
            for (long part = 0; part < parts; part++) {
                starts.add(from + edge(length, part, parts));
            }
        }
        return starts;
    }

    private static long edge(long pages, long run, long runs) {
        // Not pages * run / runs, which is too big a number for a big table in many runs.
        return pages / runs * run + Math.min(run, pages % runs);
    }
}
