/** Backup and restore in PostgreSQL's own archive format. Only the format is here yet, in {@code archive}. */
@NullMarked
package dev.belay.backup;

import org.jspecify.annotations.NullMarked;
