/** What was applied: the native history of the convention, and Belay's own journal. */
@NullMarked
package dev.belay.core.history;

import org.jspecify.annotations.NullMarked;
