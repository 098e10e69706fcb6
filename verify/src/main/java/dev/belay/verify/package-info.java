/** Says whether a database is what it should be: what was checked, what was found, what nobody could see. */
@NullMarked
package dev.belay.verify;

import org.jspecify.annotations.NullMarked;
