package dev.belay.backup;

import java.io.IOException;
import java.io.OutputStream;

/** Encrypts files in the age format as they are written. */
@FunctionalInterface
public interface Seal {
    /** What the names of encrypted files end in. */
    String SUFFIX = ".age";

    /** A stream that writes what it is given to another one, encrypted. Closing it closes both. */
    OutputStream seal(OutputStream out) throws IOException;
}
