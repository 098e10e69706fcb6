/** The JShell session: scripts, and the names that they and the interactive shell know. */
@NullMarked
package dev.belay.tui.shell;

import org.jspecify.annotations.NullMarked;
