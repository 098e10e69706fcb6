/** The faces of Belay, and the only place with a main method, standard output and wiring. */
@NullMarked
package dev.belay.tui;

import org.jspecify.annotations.NullMarked;
