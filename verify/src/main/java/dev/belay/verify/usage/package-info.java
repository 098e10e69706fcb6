/** How indexes and tables are used, and which queries take longest. */
@NullMarked
package dev.belay.verify.usage;

import org.jspecify.annotations.NullMarked;
