package dev.belay.backup.archive;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which entries of an archive still lack their data. An archive with one of them is not finished. */
final class Outstanding {
    private final Set<Integer> ids;

    Outstanding(Toc toc) {
        ids = toc.entries().stream()
                .filter(TocEntry::hasData)
                .map(TocEntry::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Takes an entry in hand, which nobody may do twice. */
    synchronized void take(TocEntry entry) {
        if (!ids.remove(entry.id())) {
            throw new IllegalStateException(entry.label() + " has no data, or has been written already");
        }
    }

    /** The same, whether it is in hand already or not. */
    synchronized void takeAgain(TocEntry entry) {
        ids.remove(entry.id());
    }

    synchronized void requireNone() {
        if (!ids.isEmpty()) {
            throw new IllegalStateException("entries without their data: " + ids);
        }
    }
}
