/** Compares the rows of two databases, table by table, down to the rows that differ. */
@NullMarked
package dev.belay.verify.content;

import org.jspecify.annotations.NullMarked;
