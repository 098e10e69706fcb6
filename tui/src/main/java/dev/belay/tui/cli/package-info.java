/** The command line: one class per verb, which parses, calls one operation and maps how it ended to an exit code. */
@NullMarked
package dev.belay.tui.cli;

import org.jspecify.annotations.NullMarked;
