package dev.belay.core.convention;

import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The migrations found so far, no two of one version. */
final class Catalogue {
    private final Folder folder;
    private final Map<Version, Migration> migrations = new HashMap<>();

    Catalogue(Folder folder) {
        this.folder = folder;
    }

    void add(Migration migration) {
        Migration other = migrations.putIfAbsent(migration.version(), migration);
        if (other != null) {
            throw Refusal.duplicate(
                    migration.version().text(), folder.shown(other.file()), folder.shown(migration.file()));
        }
    }

    List<Migration> in(Comparator<Version> order) {
        List<Migration> sorted = new ArrayList<>(migrations.values());
        sorted.sort((one, other) -> order.compare(one.version(), other.version()));
        return List.copyOf(sorted);
    }
}
