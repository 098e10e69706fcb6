package dev.belay.backup.restore;

import dev.belay.backup.archive.TocEntry;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a choice takes of an archive. Of what needs something that was not chosen, as a foreign key the other table, only the
 * target can tell whether it can be made.
 *
 * @param entries of the archive, in their order
 * @param in the ids of those that the choice takes, and of what hangs on them
 * @param out the ids of the relations that it leaves out by name, and of their rows
 */
record Selection(List<TocEntry> entries, Set<Integer> in, Set<Integer> out) {
    /** All of it. */
    static Selection everything(List<TocEntry> entries) {
        return new Selection(entries, entries.stream().map(TocEntry::id).collect(Collectors.toSet()), Set.of());
    }

    /**
     * Those that can be made.
     *
     * @param there whether the target has a relation already
     * @param lost told of each that cannot, and why
     * @throws BelayException of kind USAGE where a table is among them
     */
    List<TocEntry> within(Predicate<TocEntry> there, BiConsumer<TocEntry, String> lost) {
        if (in.size() == entries.size()) {
            // Nothing is missing of the whole, which may be large.
            return entries;
        }
        Kin kin = new Kin(entries);
        Set<Integer> gone = new HashSet<>(out);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (TocEntry entry : entries) {
                if (in.contains(entry.id()) && !gone.contains(entry.id()) && goes(entry, kin, gone, there, lost)) {
                    grown = gone.add(entry.id());
                }
            }
        }
        return entries.stream()
                .filter(entry -> in.contains(entry.id()) && !gone.contains(entry.id()))
                .toList();
    }

    private boolean goes(
            TocEntry entry, Kin kin, Set<Integer> gone, Predicate<TocEntry> there, BiConsumer<TocEntry, String> lost) {
        if (kin.goesWith(entry, gone) || alone(entry, kin)) {
            return true;
        }
        List<TocEntry> missing = kin.needs(entry)
                .filter(other -> lacks(entry, other, kin, gone))
                // Attached by us it would have its indexes twice.
                .filter(other -> Kin.attachment(entry) || !there.test(other))
                .toList();
        if (missing.isEmpty()) {
            return false;
        }
        if (Kin.table(entry)) {
            throw new BelayException(
                    Kind.USAGE,
                    Kin.name(missing.get(0)) + " is to be left out, but not " + Kin.name(entry) + ", which needs it",
                    "name these too: a pattern such as 'app.orders*' may mean all of them");
        }
        lost.accept(entry, words(entry, missing));
        return true;
    }

    /** An index that would become part of one that was not chosen: its table is not part of that one's either. */
    private boolean alone(TocEntry entry, Kin kin) {
        return entry.kind().equals("INDEX ATTACH") && kin.needs(entry).anyMatch(other -> !in.contains(other.id()));
    }

    /** What was chosen by name is tried, whatever it needs of what nobody spoke of. */
    private boolean lacks(TocEntry entry, TocEntry other, Kin kin, Set<Integer> gone) {
        return gone.contains(other.id())
                || (Kin.relation(other)
                        && !in.contains(other.id())
                        && kin.owner(entry).isPresent());
    }

    private static String words(TocEntry entry, List<TocEntry> missing) {
        String what = entry.kind() + " " + Kin.name(entry);
        String names = missing.stream().map(Kin::name).distinct().collect(Collectors.joining(", "));
        return Kin.attachment(entry)
                ? what + ": " + names + " was not chosen, and it stands alone"
                        + entry.definition()
                                .map(sql -> "; to attach it: " + sql.strip())
                                .orElse("")
                : what + ": it needs " + names + ", which was not chosen and is not there";
    }
}
