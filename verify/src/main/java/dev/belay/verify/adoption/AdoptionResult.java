package dev.belay.verify.adoption;

import dev.belay.core.apply.Failure;
import dev.belay.core.migration.Version;
import java.util.List;
import java.util.Optional;

/**
 * What a database shows of a project's migrations.
 *
 * @param entries one for each migration that runs once, in the order of application
 * @param failure why the scratch did not come to the end
 */
public record AdoptionResult(List<Entry> entries, Optional<Failure> failure) {
    public AdoptionResult {
        entries = List.copyOf(entries);
    }

    /**
     * One migration.
     *
     * @param undoneBy those that change the same, where that is why nothing shows of it
     */
    public record Entry(Version version, String title, Evidence evidence, List<Version> undoneBy) {
        public Entry {
            undoneBy = List.copyOf(undoneBy);
        }
    }

    /** Those that are there in full and not recorded. */
    public List<Entry> adoptable() {
        return in(Presence.IN_PLACE);
    }

    public List<Entry> in(Presence presence) {
        return entries.stream()
                .filter(entry -> entry.evidence().presence() == presence)
                .toList();
    }
}
