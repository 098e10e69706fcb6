package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.restore.Comparison.Expected;
import dev.belay.backup.restore.Comparison.Subject;
import dev.belay.core.content.RowFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a drill says of a table whose rows are not those that were backed up. */
final class ComparisonTest {
    private static Subject subject(Optional<Expected> expected) {
        return new Subject("public.t", List.of("public.t"), "(id)", RowFormat.TEXT, expected);
    }

    private static Expected rows(long rows, String hash) {
        return new Expected(rows, Optional.of(hash).filter(text -> !text.isEmpty()));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, '1 row, and 2 were backed up'",
        "0, 1, '0 rows, and 1 was backed up'",
        "7, 0, '7 rows, and 0 were backed up'",
    })
    void howManyThereAreIsSaidAsPeopleDo(long found, long expected, String said) {
        assertThat(Comparison.difference(subject(Optional.of(rows(expected, "a"))), rows(found, "a")))
                .contains("public.t: " + said);
    }

    @Test
    void asManyAreTheSameOnlyWithTheSameHash() {
        Subject subject = subject(Optional.of(rows(3, "a")));

        assertThat(Comparison.difference(subject, rows(3, "a"))).isEmpty();
        assertThat(Comparison.difference(subject, rows(3, "b")))
                .contains("public.t: its rows are not those that were backed up (b, not a)");
        assertThat(Comparison.difference(subject, rows(3, "")))
                .as("only counted")
                .isEmpty();
        assertThat(Comparison.difference(subject(Optional.of(rows(3, ""))), rows(3, "b")))
                .isEmpty();
    }

    @Test
    void whatNobodyExpectsIsAFinding() {
        assertThat(Comparison.difference(subject(Optional.empty()), rows(0, "a")))
                .contains("public.t: the manifest does not know it");
    }
}
