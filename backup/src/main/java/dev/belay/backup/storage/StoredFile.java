package dev.belay.backup.storage;

import java.time.Instant;

/**
 * A file that a storage holds.
 *
 * @param name with its folders, relative to the storage, parted by slashes
 * @param size in bytes
 * @param modified when it was written, on the storage's clock
 */
public record StoredFile(String name, long size, Instant modified) {}
