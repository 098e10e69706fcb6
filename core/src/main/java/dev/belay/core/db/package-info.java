/** How Belay speaks to PostgreSQL: settings, sessions, locks, and a JDBC surface small enough to read in one go. */
@NullMarked
package dev.belay.core.db;

import org.jspecify.annotations.NullMarked;
