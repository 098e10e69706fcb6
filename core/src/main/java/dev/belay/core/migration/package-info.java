/** The vocabulary of migrations: a version, a migration, its body and its checksum. */
@NullMarked
package dev.belay.core.migration;

import org.jspecify.annotations.NullMarked;
