package dev.belay.backup.restore;

import dev.belay.backup.Manifest;
import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.Toc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How many rows the manifest says there are, for steps that load all rows of their table, alone or with others. */
final class RowCounts {
    private final Map<String, Integer> entries = new HashMap<>();
    private final Optional<Manifest> manifest;

    RowCounts(Toc toc, Optional<Manifest> manifest) {
        this.manifest = manifest;
        toc.entries().stream()
                .filter(entry -> entry.kind().equals("TABLE DATA"))
                .forEach(entry -> entries.merge(EntrySql.qualified(entry), 1, Integer::sum));
    }

    OptionalLong of(Step step) {
        String name = EntrySql.qualified(step.entry());
        return manifest.map(Manifest::tables)
                .map(tables -> tables.get(name))
                .filter(table -> step.shares() > 1
                        || entries.getOrDefault(name, 0) == step.runs().size())
                .map(table -> OptionalLong.of(table.rows()))
                .orElseGet(OptionalLong::empty);
    }
}
