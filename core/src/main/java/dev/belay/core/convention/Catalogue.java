package dev.belay.core.convention;

import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files found so far, no two of one version. */
final class Catalogue {
    private final Folder folder;
    private final Map<Version, Entry> entries = new HashMap<>();

    Catalogue(Folder folder) {
        this.folder = folder;
    }

    void add(Entry entry) {
        Entry other = entries.putIfAbsent(entry.version(), entry);
        if (other != null) {
            throw Refusal.duplicate(entry.version().text(), folder.shown(other.file()), folder.shown(entry.file()));
        }
    }

    Listing in(Comparator<Version> order) {
        List<Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort((one, other) -> order.compare(one.version(), other.version()));
        List<Migration> migrations = new ArrayList<>(sorted.size());
        List<Listing.Unreadable> unreadable = new ArrayList<>();
        for (Entry entry : sorted) {
            entry.migration().ifPresent(migrations::add);
            entry.why().ifPresent(why -> unreadable.add(new Listing.Unreadable(entry.version(), entry.title(), why)));
        }
        return new Listing(migrations, unreadable);
    }
}
