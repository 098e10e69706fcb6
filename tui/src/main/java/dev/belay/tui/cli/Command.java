package dev.belay.tui.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** What a verb does, with the exit code as its result, and how it is typed. */
interface Command extends Callable<Integer> {
    /** The model of the command line that leads to this command. */
    CommandSpec spec();

    @Override
    Integer call();
}
