package dev.belay.backup.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What lies below a folder of a storage.
 *
 * @param files sorted by name
 * @param closed what nobody let us look into, sorted by name; a storage that shows everything or nothing has none
 */
public record Contents(List<StoredFile> files, List<Closed> closed) {
    public Contents {
        files = List.copyOf(files);
        closed = List.copyOf(closed);
    }

    /**
     * A folder, or a file, that this user may not read.
     *
     * @param modified when something was last put into it, as far as that is to be seen
     */
    public record Closed(String name, Instant modified, IOException reason) {}

    /**
     * The files, for whom a part of them is of no use.
     *
     * @throws IOException where something is closed
     */
    public List<StoredFile> whole() throws IOException {
        if (!closed.isEmpty()) {
            throw closed.get(0).reason();
        }
        return files;
    }
}
