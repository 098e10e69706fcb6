/** Checks that hold for every database: each is one {@code .sql} file that also runs in psql. */
@NullMarked
package dev.belay.verify.check;

import org.jspecify.annotations.NullMarked;
