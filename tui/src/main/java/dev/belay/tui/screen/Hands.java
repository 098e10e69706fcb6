package dev.belay.tui.screen;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** What a screen may do to the world around it. */
public interface Hands {
    Instant now();

    /** Puts a text into the clipboard. */
    void copy(String text) throws IOException;

    /** Writes a file into the working directory and says where it is. */
    Path write(String name, String text) throws IOException;

    /** Goes into the background, as Ctrl-Z does. */
    void suspend();

    /** Draws everything anew: something else has written on the terminal. */
    void redraw();

    /** Lets the editor of the user have the terminal, with a file. */
    void edit(Path file);

    /** Goes to another environment: all screens are then about that. */
    void enter(String environment);

    /** Ends. */
    void quit();
}
