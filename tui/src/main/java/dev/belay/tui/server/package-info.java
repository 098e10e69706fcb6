/** The PostgreSQL server that Belay carries along, for demos, rehearsals and drills. */
@NullMarked
package dev.belay.tui.server;

import org.jspecify.annotations.NullMarked;
