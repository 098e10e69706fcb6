/** How a project lays out its files, and which history table it keeps: one class per convention. */
@NullMarked
package dev.belay.core.convention;

import org.jspecify.annotations.NullMarked;
