/**
 * SQL text cut into statements by the rules of PostgreSQL's own lexer. Start at {@link dev.belay.core.script.Script};
 * what a statement does is in {@link dev.belay.core.script.Traits}.
 */
@NullMarked
package dev.belay.core.script;

import org.jspecify.annotations.NullMarked;
