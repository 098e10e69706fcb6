package dev.belay.tui.shell;

import java.util.List;

/** The verbs of the command line, for the place that the session stands at. */
@FunctionalInterface
public interface Verbs {
    /**
     * Runs a verb as if it had been typed, with its questions, its progress and its messages.
     *
     * @return its exit code
     */
    int run(List<String> words, Bench bench);
}
