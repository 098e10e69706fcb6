package dev.belay.backup.storage;

import java.time.Instant;

/**
 * What a draft that is not finished has written: a folder on disk, an upload in S3.
 *
 * @param name with its folders, relative to the storage
 * @param id what else the storage needs to find it; may be empty
 * @param since when something was last written to it, as far as the storage knows
 * @param dead whether it is certain that nobody works on it any more; otherwise only its age can tell
 */
public record Leftover(String name, String id, Instant since, boolean dead) {}
