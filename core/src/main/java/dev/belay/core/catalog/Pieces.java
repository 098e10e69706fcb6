package dev.belay.core.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Work on the elements of a list, on all processors: in pieces so small that none of them is left alone with a long one at
 * the end. A parallel stream on two processors has four pieces, one of which may have all the tables.
 */
final class Pieces {
    private static final int SIZE = 200;

    /** How many pieces are made before the first of them is taken: that many results are there at once. */
    private static final int AHEAD = 20;

    private Pieces() {}

    /** Takes the results of a piece. */
    @FunctionalInterface
    interface Taker<T, E extends Exception> {
        void take(List<T> results) throws E;
    }

    /** The results, in the order of the list. */
    static <A, B> List<B> map(List<A> list, Function<A, B> work) {
        List<B> results = new ArrayList<>(list.size());
        each(list, work, results::addAll);
        return results;
    }

    /** Hands out the results in the order of the list, in this thread, while those after them are made. */
    static <A, B, E extends Exception> void each(List<A> list, Function<A, B> work, Taker<B, E> taker) throws E {
        Deque<FutureTask<List<B>>> ahead = new ArrayDeque<>();
        int begun = 0;
        while (begun < list.size() || !ahead.isEmpty()) {
            while (begun < list.size() && ahead.size() < AHEAD) {
                List<A> piece = list.subList(begun, Math.min(begun + SIZE, list.size()));
                FutureTask<List<B>> task =
                        new FutureTask<>(() -> piece.stream().map(work).toList());
                ForkJoinPool.commonPool().execute(task);
                ahead.add(task);
                begun += piece.size();
            }
            FutureTask<List<B>> next = ahead.remove();
            next.run();
            // Somebody else is at it: meanwhile this thread does what comes after it.
            for (Iterator<FutureTask<List<B>>> others = ahead.iterator(); !next.isDone() && others.hasNext(); ) {
                others.next().run();
            }
            taker.take(Making.result(next));
        }
    }
}
