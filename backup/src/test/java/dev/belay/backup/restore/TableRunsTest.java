package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.TocEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TableRunsTest {
    private final List<TocEntry> entries = new ArrayList<>();

    private List<TocEntry> table(String name, String target, int runs) {
        List<TocEntry> made = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            made.add(TocEntry.builder(100 + entries.size(), "TABLE DATA", name)
                    .section(Section.DATA)
                    .withData(true)
                    .schema(Optional.of("public"))
                    .copy("COPY " + target + " (id) FROM stdin;\n")
                    .definition("-- load via partition root " + target)
                    .build());
            entries.add(made.get(i));
        }
        return made;
    }

    /** Each run has a byte. */
    private List<List<TocEntry>> steps(List<TocEntry> table, int jobs) {
        return steps(table, entry -> false, jobs);
    }

    private List<List<TocEntry>> steps(List<TocEntry> table, Predicate<TocEntry> undivided, int jobs) {
        TableRuns runs = new TableRuns(entries, entry -> 1, undivided, jobs);
        return table.stream().map(runs::of).filter(step -> !step.isEmpty()).toList();
    }

    @Test
    void oneSessionLoadsAllRunsOfATable() {
        List<TocEntry> big = table("big", "public.big", 4);
        List<TocEntry> other = table("other", "public.other", 2);

        assertThat(steps(big, 2)).containsExactly(big);
        assertThat(steps(other, 2)).containsExactly(other);
    }

    @Test
    void aTableThatOthersWouldWaitForIsSharedAmongAllOfThem() {
        List<TocEntry> huge = table("huge", "public.huge", 10);
        table("other", "public.other", 2);

        assertThat(steps(huge, 3)).containsExactly(huge.subList(0, 3), huge.subList(3, 6), huge.subList(6, 10));
        assertThat(steps(huge, 1)).containsExactly(huge);
        assertThat(steps(huge, 64)).hasSize(10);
    }

    @Test
    void onlyOneTableIsSharedSoThatNoneWaitsForTheOther() {
        List<TocEntry> one = table("one", "public.one", 8);
        List<TocEntry> two = table("two", "public.two", 8);

        assertThat(steps(one, 8)).hasSize(8);
        assertThat(steps(two, 8)).containsExactly(two);
    }

    @Test
    void aTableWhoseRowsMayNeedEachOtherIsNotShared() {
        List<TocEntry> huge = table("huge", "public.huge", 10);
        List<TocEntry> other = table("other", "public.other", 8);

        assertThat(steps(huge, huge::contains, 8)).containsExactly(huge);
        assertThat(steps(other, huge::contains, 64)).hasSize(8);
    }

    @Test
    void rowsOfPartitionsThatGoIntoTheirRootAreEachAlone() {
        List<TocEntry> partition = table("part", "public.root", 2);

        assertThat(steps(partition, 1)).containsExactly(List.of(partition.get(0)), List.of(partition.get(1)));
    }
}
