/** What goes on in the server: sessions and who waits for whom. */
@NullMarked
package dev.belay.core.activity;

import org.jspecify.annotations.NullMarked;
