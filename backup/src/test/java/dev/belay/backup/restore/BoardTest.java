package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.TocEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who gets which steps of a restore. */
final class BoardTest {
    private final Ledger ledger = new Ledger(RestoreListener.SILENT, true);

    @Test
    void whatComesInOrderGoesTogetherUpToFifty() throws InterruptedException {
        Board board = new Board(steps(120), true, ledger);

        List<List<Integer>> taken = new ArrayList<>();
        for (List<Step> some = board.take(); !some.isEmpty(); some = board.take()) {
            taken.add(ids(some));
            some.forEach(step -> board.done(step, 0, 0, Duration.ZERO));
        }

        assertThat(taken).extracting(List::size).containsExactly(50, 50, 20);
        assertThat(taken.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 120).boxed().toList());
    }

    @Test
    void longTextsAreMessagesOfTheirOwn() throws InterruptedException {
        String large = "-".repeat(200_000);
        Board board = new Board(List.of(step(0, large), step(1, large), step(2, "")), true, ledger);

        assertThat(ids(board.take())).containsExactly(0);
        assertThat(ids(board.take())).containsExactly(1, 2);
    }

    @Test
    void withoutAnOrderEachGoesToWhoeverIsFree() throws InterruptedException {
        Board board = new Board(steps(3), false, ledger);

        assertThat(board.take()).hasSize(1);
        assertThat(board.take()).hasSize(1);
    }

    @Test
    void whatIsQuickGoesTogetherAfterAllElse() throws InterruptedException {
        List<Step> steps = List.of(quick(0), quick(1), step(2, ""), quick(3, 2), quick(4));
        Board board = new Board(steps, false, ledger);

        List<Step> first = board.take();
        List<Step> second = board.take();
        first.forEach(step -> board.done(step, 0, 0, Duration.ZERO));

        assertThat(ids(first)).containsExactly(2);
        assertThat(ids(second)).containsExactly(0, 1, 4);
        assertThat(ids(board.take())).containsExactly(3);
    }

    @Test
    void whatSomebodyHasLockedIsNotAmongThem() throws InterruptedException {
        Board board = new Board(
                List.of(quick(0, Set.of(7), Set.of(7)), quick(1, Set.of(7), Set.of()), quick(2, Set.of(8), Set.of())),
                false,
                ledger);
        board.part(board.take());

        assertThat(ids(board.take())).containsExactly(0);
        assertThat(ids(board.take())).containsExactly(2);
    }

    @Test
    void whatFailedTogetherIsTriedAloneAndWhatHangsOnTheFailureIsLost() throws InterruptedException {
        Step maker = step(1, "");
        Step user = step(2, "", 1);
        Board board = new Board(List.of(step(0, ""), maker, user, step(3, "")), true, ledger);
        board.part(board.take());

        List<List<Integer>> taken = new ArrayList<>();
        for (List<Step> some = board.take(); !some.isEmpty(); some = board.take()) {
            taken.add(ids(some));
            for (Step step : some) {
                if (step.equals(maker)) {
                    board.failed(step, failure(), Duration.ZERO);
                } else {
                    board.done(step, 0, 0, Duration.ZERO);
                }
            }
        }

        assertThat(taken).containsExactly(List.of(0), List.of(1), List.of(3));
        assertThat(ledger.results())
                .extracting(ObjectResult::outcome)
                .containsExactly(
                        ObjectResult.Outcome.RESTORED,
                        ObjectResult.Outcome.FAILED,
                        ObjectResult.Outcome.NOT_RESTORED,
                        ObjectResult.Outcome.RESTORED);
    }

    private static ObjectResult.Failure failure() {
        return new ObjectResult.Failure(dev.belay.core.Kind.BACKUP, "no", "", java.util.Optional.empty());
    }

    private static List<Integer> ids(List<Step> steps) {
        return steps.stream().map(Step::id).toList();
    }

    private static List<Step> steps(int count) {
        return IntStream.range(0, count).mapToObj(id -> step(id, "SELECT 1;")).toList();
    }

    private static Step quick(int id, Integer... after) {
        return quick(id, Set.of(after), Set.of(), Set.of());
    }

    private static Step quick(int id, Set<Integer> touches, Set<Integer> alone) {
        return quick(id, Set.of(), touches, alone);
    }

    private static Step quick(int id, Set<Integer> after, Set<Integer> touches, Set<Integer> alone) {
        TocEntry entry = TocEntry.builder(id + 1, "INDEX", "i" + id).build();
        return new Step(id, entry, List.of(), 1, Step.Action.RUN_QUICKLY, "", after, touches, alone, 100);
    }

    private static Step step(int id, String sql, Integer... after) {
        TocEntry entry = TocEntry.builder(id + 1, "FUNCTION", "f" + id).build();
        return new Step(id, entry, List.of(), 1, Step.Action.RUN, sql, Set.of(after), Set.of(), Set.of(), 0);
    }
}
