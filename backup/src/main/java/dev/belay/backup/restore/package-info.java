/**
 * Archives and dumps back into databases.
 *
 * <p>{@link dev.belay.backup.restore.RestorePlan} decides, without a connection, what is done and in which order;
 * {@link dev.belay.backup.restore.Restore} does it; {@link dev.belay.backup.restore.RestoreResult} tells, object by object,
 * how it went. No table commits before every byte of it is known to be right.
 */
@NullMarked
package dev.belay.backup.restore;

import org.jspecify.annotations.NullMarked;
