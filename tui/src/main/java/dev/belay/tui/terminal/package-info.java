/** The terminal under a full-screen interface: keys in, whole frames out, and everything as it was at the end. */
@NullMarked
package dev.belay.tui.terminal;

import org.jspecify.annotations.NullMarked;
