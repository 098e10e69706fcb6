/** How results look: pure renderers from result values to text and JSON, and the progress of a run. They ask nobody anything. */
@NullMarked
package dev.belay.tui.report;

import org.jspecify.annotations.NullMarked;
