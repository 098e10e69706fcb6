package dev.belay.backup.restore;

import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.RestorePass;
import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a restore does, in rounds: each begins when the one before is over.
 *
 * @param definitions one after the other, in the order of the archive
 * @param main rows, indexes, constraints and what depends on them: at once, by dependencies
 * @param privileges one after the other: they touch the same rows of the catalog
 * @param refreshes of materialized views, by dependencies
 * @param last event triggers, which would have fired at all of the above
 * @param statistics gathering of the planner's
 * @param leftOut in words, what of the archive is not restored although nobody asked for that
 */
record RestorePlan(
        List<Step> definitions,
        List<Step> main,
        List<Step> privileges,
        List<Step> refreshes,
        List<Step> last,
        List<Step> statistics,
        List<String> leftOut) {
    RestorePlan {
        definitions = List.copyOf(definitions);
        main = List.copyOf(main);
        privileges = List.copyOf(privileges);
        refreshes = List.copyOf(refreshes);
        last = List.copyOf(last);
        statistics = List.copyOf(statistics);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Decides.
     *
     * @param size of the stored data of an entry, in bytes
     * @param ground what there is at the target
     * @throws dev.belay.core.BelayException of kind INTEGRITY when entries depend on each other in a circle
     */
    static RestorePlan of(Toc toc, RestoreOptions options, ToLongFunction<TocEntry> size, Ground ground) {
        Wanted wanted = Wanted.of(toc, options, ground);
        StepMaker maker = new StepMaker(toc, options, wanted, size);
        List<TocEntry> definitions = new ArrayList<>();
        List<TocEntry> main = new ArrayList<>();
        List<TocEntry> privileges = new ArrayList<>();
        List<TocEntry> refreshes = new ArrayList<>();
        List<TocEntry> last = new ArrayList<>();
        boolean before = true;
        for (TocEntry listed : toc.entries()) {
            // What is skipped still ends the first round: a remark behind it may be about it.
            before &= listed.section() != Section.DATA && listed.section() != Section.POST_DATA;
            if (wanted.of(listed).isEmpty()) {
                continue;
            }
            TocEntry entry = wanted.of(listed).get();
            switch (RestorePass.of(entry)) {
                case MAIN -> (early(entry, before) ? definitions : main).add(entry);
                case PRIVILEGES -> privileges.add(entry);
                case AFTER_PRIVILEGES -> (entry.kind().equals("MATERIALIZED VIEW DATA") ? refreshes : last).add(entry);
            }
        }
        RestorePlan plan = new RestorePlan(
                maker.inOrder(definitions),
                maker.byDependencies(main),
                maker.inOrder(privileges),
                maker.byDependencies(refreshes),
                maker.inOrder(last),
                options.analyze() ? maker.analyze() : List.of(),
                wanted.leftOut());
        Circles.refuse(plan.main());
        Circles.refuse(plan.refreshes());
        return plan;
    }

    private static boolean early(TocEntry entry, boolean before) {
        return entry.section() == Section.PRE_DATA || (entry.section() == Section.NONE && before);
    }

    /** All steps, in the order in which they begin at the earliest. */
    Stream<Step> steps() {
        return Stream.of(definitions, main, privileges, refreshes, last, statistics)
                .flatMap(List::stream);
    }

    /** What is restored, as people know it, without the gathering of statistics. */
    List<String> labels() {
        Set<Integer> seen = new HashSet<>();
        return steps().filter(step -> step.action() != Step.Action.ANALYZE)
                .filter(step -> seen.add(step.entry().id()))
                .map(Step::label)
                .toList();
    }

    /** Whether any rows or large objects are among it. */
    static boolean holdsData(TocEntry entry) {
        return entry.hasData() || EntrySql.ofLargeObjects(entry) || entry.kind().equals("SEQUENCE SET");
    }
}
