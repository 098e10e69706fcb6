/** From what is known to what is done: standing, plan (both pure), and the migrator that carries a plan out. */
@NullMarked
package dev.belay.core.apply;

import org.jspecify.annotations.NullMarked;
