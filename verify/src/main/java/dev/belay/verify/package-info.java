/** Checks that a database is what it should be, and rehearses migrations. Nothing is here yet. */
@NullMarked
package dev.belay.verify;

import org.jspecify.annotations.NullMarked;
