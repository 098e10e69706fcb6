/** What a database should be, written down: a YAML file, one expectation after the other. */
@NullMarked
package dev.belay.verify.spec;

import org.jspecify.annotations.NullMarked;
