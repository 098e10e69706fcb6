package dev.belay.backup.restore;

import static java.util.stream.Collectors.toSet;

import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Makes steps of entries: what is sent, what comes before, which locks they need. */
final class StepMaker {
    /** Those that lock their table against everybody. */
    private static final Set<String> EXCLUSIVE =
            Set.of("CONSTRAINT", "CHECK CONSTRAINT", "FK CONSTRAINT", "RULE", "TRIGGER", "POLICY", "ROW SECURITY");

    /** In stored bytes: to empty a table costs the server new files, which few rows do not make up for. */
    private static final long WORTH_EMPTYING = 1 << 20;

    /** In stored bytes: rows that any index is built of within milliseconds. */
    private static final long FEW = 1 << 14;

    /** What is quick where there are few rows. What locks more tables than its entry names is not among them. */
    private static final Set<String> QUICK = Set.of(
            "INDEX",
            "CONSTRAINT",
            "CHECK CONSTRAINT",
            "FK CONSTRAINT",
            "COMMENT",
            "TRIGGER",
            "RULE",
            "POLICY",
            "ROW SECURITY",
            "STATISTICS");

    private static final Set<String> INDEXES = Set.of("INDEX", "CONSTRAINT");

    private final RestoreOptions options;
    private final ToLongFunction<TocEntry> size;
    private final EntrySql sql;
    private final List<TocEntry> wanted;
    private final TableRuns runs;
    private final Map<Integer, TocEntry> byId = new HashMap<>();
    private final Map<Integer, List<TocEntry>> rows = new HashMap<>();
    private final Map<Integer, Integer> indexes = new HashMap<>();
    private final Set<String> attached;
    private int next;

    StepMaker(Toc toc, RestoreOptions options, Wanted chosen, ToLongFunction<TocEntry> size) {
        this.options = options;
        this.size = size;
        this.sql = new EntrySql(toc);
        this.wanted = chosen.entries();
        this.runs = new TableRuns(wanted, size, chosen::refersToItself, options.jobs());
        this.next = toc.entries().stream().mapToInt(TocEntry::id).max().orElse(0) + 1;
        this.attached = wanted.stream()
                .filter(entry -> entry.kind().equals("TABLE ATTACH"))
                .map(EntrySql::qualified)
                .collect(toSet());
        for (TocEntry entry : wanted) {
            byId.put(entry.id(), entry);
        }
        for (TocEntry entry : wanted) {
            if (entry.kind().equals("TABLE DATA")) {
                tables(entry)
                        .forEach(table -> rows.computeIfAbsent(table.id(), id -> new ArrayList<>())
                                .add(entry));
            } else if (INDEXES.contains(entry.kind())) {
                tables(entry).forEach(table -> indexes.merge(table.id(), 1, Integer::sum));
            }
        }
    }

    private Stream<TocEntry> tables(TocEntry entry) {
        return entry.dependencies().stream()
                .distinct()
                .filter(byId::containsKey)
                .map(byId::get)
                .filter(other -> other.kind().equals("TABLE"));
    }

    /** Steps that are done one after the other. */
    List<Step> inOrder(List<TocEntry> entries) {
        List<Step> steps = new ArrayList<>();
        for (TocEntry entry : entries) {
            steps.add(step(entry, Step.Action.RUN, statements(entry), Set.copyOf(entry.dependencies())));
        }
        return steps;
    }

    /** Steps that are done at once as far as they do not depend on each other; what they need from before is there. */
    List<Step> byDependencies(List<TocEntry> entries) {
        List<Step> steps = new ArrayList<>();
        for (TocEntry entry : entries) {
            List<TocEntry> together = runs.of(entry);
            if (together.isEmpty()) {
                continue;
            }
            Set<Integer> after = new HashSet<>();
            together.forEach(run -> after.addAll(needed(run)));
            Optional<ConstraintSplit> split = split(entry);
            if (split.isPresent()) {
                int index = next++;
                steps.add(new Step(
                        index,
                        entry,
                        List.of(),
                        1,
                        action(entry),
                        split.get().index(),
                        after,
                        touched(entry),
                        Set.of(),
                        weight(entry)));
                after.add(index);
                steps.add(step(entry, action(entry), split.get().constraint() + sql.owner(entry), after));
            } else {
                steps.add(step(entry, action(entry), statements(entry), after));
            }
        }
        return steps;
    }

    private Step step(TocEntry entry, Step.Action action, String text, Set<Integer> after) {
        Set<Integer> touched = touched(entry);
        boolean alone = EXCLUSIVE.contains(entry.kind()) && !entry.hasData();
        List<TocEntry> loaded = entry.hasData() ? runs.of(entry) : List.of();
        long weight = entry.hasData() ? stored(loaded) : weight(entry);
        return new Step(
                entry.id(),
                entry,
                loaded,
                runs.shares(entry),
                action,
                text,
                after,
                touched,
                alone ? touched : Set.of(),
                weight);
    }

    private long stored(List<TocEntry> entries) {
        return entries.stream().mapToLong(size).sum();
    }

    private Step.Action action(TocEntry entry) {
        if (!entry.hasData()) {
            return QUICK.contains(entry.kind()) && few(entry) ? Step.Action.RUN_QUICKLY : Step.Action.RUN;
        }
        if (entry.holdsLargeObjects()) {
            return Step.Action.LARGE_OBJECTS;
        }
        return stored(runs.of(entry)) >= WORTH_EMPTYING && alone(entry) ? Step.Action.LOAD_NEW : Step.Action.LOAD;
    }

    /** Whether there are few rows in its tables, as far as that is known. */
    private boolean few(TocEntry entry) {
        List<TocEntry> data = tables(entry)
                .flatMap(table -> rows.getOrDefault(table.id(), List.of()).stream())
                .toList();
        return data.stream().allMatch(one -> size.applyAsLong(one) > 0) && stored(data) <= FEW;
    }

    /** Whether nothing can be in the table but these rows: only then may it be emptied before. */
    private boolean alone(TocEntry data) {
        List<TocEntry> tables = tables(data).toList();
        List<TocEntry> together = runs.of(data);
        return TableRuns.intoItsOwn(data)
                && tables.size() == 1
                && rows.getOrDefault(tables.get(0).id(), List.of()).size() == together.size()
                && EntrySql.qualified(tables.get(0)).equals(EntrySql.qualified(data))
                && (together.size() > 1 || !EntrySql.sharesItsTable(data));
    }

    /** The tables that it locks: foreign keys lock two. */
    private Set<Integer> touched(TocEntry entry) {
        Stream<TocEntry> referred = entry.dependencies().stream()
                .filter(byId::containsKey)
                .map(byId::get)
                .filter(other -> other.kind().equals("CONSTRAINT"))
                .flatMap(this::tables);
        return Stream.concat(tables(entry), referred).map(TocEntry::id).collect(toSet());
    }

    /** Whatever comes after the data needs all rows of a table, not the table alone. */
    private Set<Integer> needed(TocEntry entry) {
        Set<Integer> needed = new HashSet<>(entry.dependencies());
        if (entry.section() != Section.DATA) {
            for (int id : entry.dependencies()) {
                rows.getOrDefault(id, List.of()).forEach(data -> needed.add(data.id()));
            }
        }
        return needed;
    }

    private long weight(TocEntry entry) {
        return INDEXES.contains(entry.kind()) || entry.kind().equals("FK CONSTRAINT")
                ? tables(entry)
                        .flatMap(table -> rows.getOrDefault(table.id(), List.of()).stream())
                        .mapToLong(size)
                        .sum()
                : 0;
    }

    /** Only where there is more than one index to build. */
    private Optional<ConstraintSplit> split(TocEntry entry) {
        List<TocEntry> tables = tables(entry).toList();
        return tables.size() == 1
                        && indexes.getOrDefault(tables.get(0).id(), 0) > 1
                        && !(primaryKey(entry) && inherits(tables.get(0)))
                ? ConstraintSplit.of(entry, tables.get(0))
                : Optional.empty();
    }

    private static boolean primaryKey(TocEntry entry) {
        return entry.definition().orElse("").contains(" PRIMARY KEY ");
    }

    /** Since PostgreSQL 18 a key that takes an index over makes NOT NULLs its table's own that were inherited. */
    private boolean inherits(TocEntry table) {
        return attached.contains(EntrySql.qualified(table))
                || table.definition().orElse("").contains("INHERITS (");
    }

    private String statements(TocEntry entry) {
        return sql.of(entry, options.owners())
                + EntrySql.accessMethodAfterwards(entry)
                        .map(text -> text + "\n")
                        .orElse("");
    }

    /** Of each table that got rows; partitions with their root, which has statistics of its own. */
    List<Step> analyze() {
        Set<String> seen = new HashSet<>();
        Set<String> kinds = options.part() == RestoreOptions.Part.ALL
                ? Set.of("TABLE", "MATERIALIZED VIEW")
                : options.part() == RestoreOptions.Part.DATA ? Set.of("TABLE DATA") : Set.of();
        return wanted.stream()
                .filter(entry -> kinds.contains(entry.kind()))
                .filter(entry -> !attached.contains(EntrySql.qualified(entry)))
                .filter(entry -> seen.add(EntrySql.qualified(entry)))
                .map(entry -> new Step(
                        next++,
                        entry,
                        List.of(),
                        1,
                        Step.Action.ANALYZE,
                        "ANALYZE " + EntrySql.qualified(entry),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        stored(rows.getOrDefault(entry.id(), List.of()))))
                .toList();
    }
}
