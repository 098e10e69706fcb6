package dev.belay.tui.console;

import dev.belay.core.db.Surroundings;
import dev.belay.tui.screen.Signs;
import dev.belay.tui.terminal.Colors;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where the console is shown.
 *
 * @param folder the working directory
 * @param signals runs something whenever a signal of that name arrives
 * @param mouse whether the mouse is ours; then the terminal itself cannot select text with it
 * @param readOnly whether nothing may change a database
 * @param log where everything that happens is written down, from any thread
 */
public record Stage(
        Path folder,
        Surroundings surroundings,
        BiConsumer<String, Runnable> signals,
        Clock clock,
        Colors colors,
        Signs signs,
        boolean mouse,
        boolean readOnly,
        Consumer<String> log) {}
