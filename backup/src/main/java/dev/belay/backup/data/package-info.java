/** The rows of a database: one snapshot, several workers, each row hashed as it passes. */
@NullMarked
package dev.belay.backup.data;

import org.jspecify.annotations.NullMarked;
