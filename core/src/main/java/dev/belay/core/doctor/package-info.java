/** Tries a connection step by step and says what works, what does not, and what to do. */
@NullMarked
package dev.belay.core.doctor;

import org.jspecify.annotations.NullMarked;
