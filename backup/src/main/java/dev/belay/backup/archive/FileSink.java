package dev.belay.backup.archive;

import java.io.IOException;
import java.io.OutputStream;

/** Where the files of a directory archive go, wherever that is. */
@FunctionalInterface
public interface FileSink {
    /** A new file, which is complete when its stream is closed. Several threads may ask at once. */
    OutputStream create(String name) throws IOException;
}
