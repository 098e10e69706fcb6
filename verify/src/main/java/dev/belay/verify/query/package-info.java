/** Says how the server would run a query, whatever rows are there now, and whether that is as expected. */
@NullMarked
package dev.belay.verify.query;

import org.jspecify.annotations.NullMarked;
