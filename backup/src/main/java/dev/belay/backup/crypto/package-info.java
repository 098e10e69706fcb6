/** Encryption of files in the age format, which the stock {@code age} command reads and writes too. */
@NullMarked
package dev.belay.backup.crypto;

import org.jspecify.annotations.NullMarked;
