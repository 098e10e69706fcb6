/** YAML with the lines of its keys, for files in which a slip of the hand must be an error. */
@NullMarked
package dev.belay.core.yaml;

import org.jspecify.annotations.NullMarked;
