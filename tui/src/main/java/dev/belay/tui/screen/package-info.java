/** What every screen is made of: canvas, tables, dialogs, actions, and the loop that alone touches them. */
@NullMarked
package dev.belay.tui.screen;

import org.jspecify.annotations.NullMarked;
