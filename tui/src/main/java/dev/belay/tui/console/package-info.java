/** The operator's console: seven screens over the toolkit. None of them runs SQL, and none waits for anything. */
@NullMarked
package dev.belay.tui.console;

import org.jspecify.annotations.NullMarked;
