/** Takes over a database whose objects are there without a history: which migrations are in it? */
@NullMarked
package dev.belay.verify.adoption;

import org.jspecify.annotations.NullMarked;
