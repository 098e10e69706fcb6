/** The engine of Belay. It never prints and never ends the process: what a user sees is made from the values it returns. */
@NullMarked
package dev.belay.core;

import org.jspecify.annotations.NullMarked;
