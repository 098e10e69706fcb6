/**
 * Backups in PostgreSQL's own archive format, and what is done with them where they lie.
 *
 * <p>{@link dev.belay.backup.Backup} makes one, {@link dev.belay.backup.Check} proves it without a server,
 * {@link dev.belay.backup.Listing} finds what a place holds, and {@link dev.belay.backup.Prune} deletes what is too old. An
 * archive of Belay's is there when its {@link dev.belay.backup.Manifest} is, and the marker that confirms it.
 */
@NullMarked
package dev.belay.backup;

import org.jspecify.annotations.NullMarked;
