package dev.belay.backup.storage;

import java.io.IOException;
import java.io.OutputStream;

/** A folder that is being written, by several threads at once. */
public interface Draft extends AutoCloseable {
    /**
     * A new file in it, which counts when its stream is closed. A stream that is left open, or whose {@code close} fails, is
     * taken away with the draft.
     *
     * @param name without slashes
     */
    OutputStream create(String name) throws IOException;

    /**
     * Makes the folder what it is meant to be: everything written before is safe on disk, and then the marker appears, last
     * of all.
     *
     * @param marker the name of the file whose presence says that all others are there
     */
    void commit(String marker, byte[] content) throws IOException;

    /** Without {@link #commit} before it, takes away what was written, unfinished uploads too. */
    @Override
    void close() throws IOException;
}
