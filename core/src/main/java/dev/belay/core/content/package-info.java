/** What the rows of tables are: read by COPY under settings that write values the same everywhere, and hashed. */
@NullMarked
package dev.belay.core.content;

import org.jspecify.annotations.NullMarked;
