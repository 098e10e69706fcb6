package dev.belay.backup;

import java.util.List;

/**
 * A backup that is there.
 *
 * @param archive the folder within the storage, or the file
 * @param notes what whoever restores it should know
 */
public record BackupResult(String archive, Manifest manifest, List<String> notes) {
    public BackupResult {
        notes = List.copyOf(notes);
    }
}
