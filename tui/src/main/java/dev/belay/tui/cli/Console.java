package dev.belay.tui.cli;

import java.io.InputStream;
import java.util.Optional;

/** Who sits at the other end: a person at a terminal, a file, a program. */
public interface Console {
    /** Whether a question would be read by somebody. */
    boolean answers();

    /** The next line that is typed; empty at the end of the input. */
    Optional<String> answer();

    /** Whether the data goes to a terminal that can do more than lines. */
    boolean showsData();

    /** Whether the messages do. */
    boolean showsMessages();

    /** Whether signs beyond ASCII can be shown. */
    boolean unicode();

    /** How many cells a line has. May start a process. */
    int width();

    /** For commands that read a script. */
    InputStream input();
}
