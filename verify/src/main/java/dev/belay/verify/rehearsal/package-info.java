/** Test-migration: up, down and up again on a temporary copy, with the proof that each way down leads back. */
@NullMarked
package dev.belay.verify.rehearsal;

import org.jspecify.annotations.NullMarked;
