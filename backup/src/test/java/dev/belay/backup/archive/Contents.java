package dev.belay.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that can be read from an archive: the whole of it, with a hash of each table and large object. */
record Contents(Toc toc, Map<String, Integer> data) {
    static Contents of(Path archive) throws IOException {
        return of(ArchiveReader.open(archive));
    }

    static Contents of(ArchiveReader reader) throws IOException {
        Map<String, Integer> data = new LinkedHashMap<>();
        for (TocEntry entry : reader.toc().entries()) {
            if (entry.hasData() && entry.holdsLargeObjects()) {
                reader.largeObjects(entry, (oid, in) -> data.put("object " + oid, Arrays.hashCode(in.readAllBytes())));
            } else if (entry.hasData()) {
                try (InputStream in = reader.data(entry)) {
                    data.put("entry " + entry.id(), Arrays.hashCode(in.readAllBytes()));
                }
            }
        }
        return new Contents(reader.toc(), data);
    }
}
