package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DifferenceTest {
    @Test
    void equalTextsHaveNone() {
        assertThat(Difference.between("a\nb\n", "a\nb")).isEmpty();
        assertThat(Difference.between("a\r\nb", "a\nb")).isEmpty();
    }

    @Test
    void showsWhatWentAndWhatCame() {
        assertThat(Difference.between("a\nb\nc", "a\nx\nc"))
                .containsExactly("@@ line 1 was, line 1 is @@", " a", "-b", "+x", " c");
        assertThat(Difference.between("", "a")).containsExactly("@@ line 1 was, line 1 is @@", "+a");
        assertThat(Difference.between("a", "")).containsExactly("@@ line 1 was, line 1 is @@", "-a");
    }

    @Test
    void showsThreeLinesAroundEachPlace() {
        String before = IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        String after = before.replace("\n10\n", "\nten\n").replace("\n30\n", "\n30\nmore\n");

        assertThat(Difference.between(before, after))
                .containsExactly(
                        "@@ line 7 was, line 7 is @@",
                        " 7",
                        " 8",
                        " 9",
                        "-10",
                        "+ten",
                        " 11",
                        " 12",
                        " 13",
                        "@@ line 28 was, line 28 is @@",
                        " 28",
                        " 29",
                        " 30",
                        "+more",
                        " 31",
                        " 32",
                        " 33");
    }

    @Test
    void hugeTextsWithNothingInCommonAreNotCompared() {
        String before = IntStream.range(0, 10_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        String after = IntStream.range(0, 10_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));

        assertThat(Difference.between(before, after)).hasSize(20_001);
    }
}
