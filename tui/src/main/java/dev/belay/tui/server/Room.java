package dev.belay.tui.server;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for free space before it is needed: what a full disk does to a start is hard to read afterwards. */
final class Room {
    private Room() {}

    static void require(int megabytes, Path folder, String variable) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace() >> 20;
        if (free < megabytes) {
            throw new BelayException(
                    Kind.CONNECTION,
                    "there is no room for an embedded PostgreSQL in " + folder + ": " + free + " MB are free, "
                            + megabytes + " MB are needed",
                    "free some space, or set " + variable + " to a folder that has more");
        }
    }
}
