package dev.belay.backup.archive;

import java.io.OutputStream;

/** Where bytes go that are read only to be sure of them. */
final class OutputStreams {
    static final OutputStream NOWHERE = OutputStream.nullOutputStream();

    private OutputStreams() {}
}
