package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PiecesTest {
    private static final List<Integer> NUMBERS =
            IntStream.range(0, 12_345).boxed().toList();

    @Test
    void everyElementIsWorkedOnOnceAndTheResultsAreInOrder() {
        AtomicInteger worked = new AtomicInteger();

        List<Integer> doubled = Pieces.map(NUMBERS, number -> {
            worked.incrementAndGet();
            return number * 2;
        });

        assertThat(doubled).isEqualTo(NUMBERS.stream().map(number -> number * 2).toList());
        assertThat(worked).hasValue(NUMBERS.size());
        assertThat(Pieces.map(List.<Integer>of(), number -> number)).isEmpty();
    }

    @Test
    void onlyAFewResultsWaitToBeTaken() {
        AtomicInteger made = new AtomicInteger();
        List<Integer> lead = new ArrayList<>();
        AtomicInteger taken = new AtomicInteger();

        Pieces.each(NUMBERS, number -> made.incrementAndGet(), some -> {
            lead.add(made.get() - taken.addAndGet(some.size()));
        });

        assertThat(lead).allSatisfy(number -> assertThat(number).isLessThanOrEqualTo(21 * 200));
    }

    @Test
    void whatTheWorkOrTheTakerThrowsIsThrown() {
        IllegalStateException wrong = new IllegalStateException("wrong");

        assertThatThrownBy(() -> Pieces.map(NUMBERS, number -> {
                    if (number == 7000) {
                        throw wrong;
                    }
                    return number;
                }))
                .isSameAs(wrong);
        assertThatThrownBy(() -> Pieces.each(NUMBERS, number -> number, some -> {
                    throw new IOException("full");
                }))
                .isInstanceOf(IOException.class);
    }
}
