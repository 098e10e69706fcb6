/** Backup and restore in PostgreSQL's own archive format. Nothing is here yet. */
@NullMarked
package dev.belay.backup;

import org.jspecify.annotations.NullMarked;
