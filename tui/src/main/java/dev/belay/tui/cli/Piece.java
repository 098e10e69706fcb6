package dev.belay.tui.cli;

import picocli.CommandLine.Model.CommandSpec;

/** A piece of what can be typed with a command: a flag, an argument, or several that belong together. */
@FunctionalInterface
interface Piece {
    void addTo(CommandSpec command);
}
