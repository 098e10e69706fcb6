package dev.belay.backup.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChunkingTest {
    private static final long MB = 1 << 20;

    @Test
    void runsMeetEachOtherAndTheLastIsOpen() {
        for (long pages : List.of(2L, 3L, 7L, 1000L, 999_999_999L)) {
            List<Pages> runs = Chunking.into(100).of(table(pages, 5000, true));

            assertThat(runs).hasSize((int) Math.min(50, pages));
            assertThat(runs.get(0).from()).isZero();
            for (int i = 1; i < runs.size(); i++) {
                assertThat(runs.get(i - 1).to()).hasValue(runs.get(i).from());
                assertThat(runs.get(i).from()).isGreaterThan(runs.get(i - 1).from());
            }
            assertThat(runs.get(runs.size() - 1).to()).isEmpty();
        }
    }

    @Test
    void whatIsSmallOrCannotBeCutIsReadWhole() {
        assertThat(Chunking.into(100).of(table(10, 199, true))).containsExactly(Pages.ALL);
        assertThat(Chunking.into(100).of(table(1, 5000, true))).containsExactly(Pages.ALL);
        assertThat(Chunking.into(100).of(table(10, 5000, false))).containsExactly(Pages.ALL);
    }

    @Test
    void aTableThatHasPutMostAsideIsCutByAllOfIt() {
        assertThat(Chunking.into(MB).of(table(20, 10 * MB, true))).hasSize(10);
    }

    @Test
    void oneWorkerCutsNothingAndSeveralGetSomePiecesEach() {
        Relation big = table(200_000, 1600 * MB, true);

        assertThat(new Chunking(1600 * MB, 1).of(big)).hasSize(1);
        assertThat(lengths(new Chunking(1600 * MB, 2).of(big), 200_000))
                .hasSize(12 + 4 * 4)
                .startsWith(12_500L, 12_500L)
                .endsWith(3125L, 3125L);
        assertThat(lengths(new Chunking(64 * MB, 2).of(table(8192, 64 * MB, true)), 8192))
                .containsExactly(4096L, 1024L, 1024L, 1024L, 1024L);
        assertThat(lengths(new Chunking(64 * MB, 2).of(table(5, 64 * MB, true)), 5))
                .containsExactly(3L, 1L, 1L);
    }

    /** What is chosen by a condition of its own has no pages to be told apart by. */
    @Test
    void whatHasAConditionIsReadWhole() {
        assertThat(Chunking.into(100).of(table(10, 5000, true, "id > 7"))).containsExactly(Pages.ALL);
    }

    @Test
    void noRunOfAHugeTableIsLargerThanFourGigabytes() {
        long bytes = 1 << 20;
        long pages = bytes * MB / 8192;

        assertThat(lengths(new Chunking(bytes * MB, 2).of(table(pages, bytes * MB, true)), pages))
                .hasSize(192 + 64 * 4)
                .allMatch(run -> run * 8192 <= 4096 * MB);
    }

    private static List<Long> lengths(List<Pages> runs, long pages) {
        return runs.stream().map(run -> run.to().orElse(pages) - run.from()).toList();
    }

    @Test
    void theConditionNamesPages() {
        List<Pages> runs = Chunking.into(10).of(table(9, 30, true));

        assertThat(runs.stream().map(Pages::condition))
                .containsExactly(
                        "ctid < '(3,0)'::pg_catalog.tid",
                        "ctid >= '(3,0)'::pg_catalog.tid AND ctid < '(6,0)'::pg_catalog.tid",
                        "ctid >= '(6,0)'::pg_catalog.tid");
    }

    private static Relation table(long pages, long bytes, boolean heap) {
        return table(pages, bytes, heap, "");
    }

    private static Relation table(long pages, long bytes, boolean heap, String condition) {
        return new Relation(
                1,
                "s",
                "t",
                "o",
                List.of("c"),
                pages,
                bytes,
                heap,
                false,
                true,
                Optional.empty(),
                condition,
                Optional.empty());
    }
}
