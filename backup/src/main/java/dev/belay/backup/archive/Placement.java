package dev.belay.backup.archive;

import dev.belay.backup.archive.Place.InBlock;
import dev.belay.backup.archive.Place.InFile;

/** Decides where the data of each entry of a new archive will lie. */
final class Placement {
    private Placement() {}

    static Toc place(Toc toc, ArchiveFormat format) {
        return new Toc(
                toc.header().in(format),
                toc.entries().stream()
                        .map(entry ->
                                entry.toBuilder().place(place(entry, format)).build())
                        .toList(),
                toc.charset());
    }

    private static Place place(TocEntry entry, ArchiveFormat format) {
        if (format.layout() == Layout.CUSTOM) {
            return entry.hasData() ? InBlock.UNKNOWN : InBlock.NONE;
        }
        if (!entry.hasData()) {
            return Place.NOWHERE;
        }
        return new InFile(
                entry.holdsLargeObjects() ? listName(format.version(), entry.id()) : FileNames.data(entry.id()));
    }

    /** The file that lists an entry's large objects. */
    static String listName(FormatVersion version, int id) {
        return version.atLeast(FormatVersion.V1_16) ? FileNames.largeObjects(id) : FileNames.OLD_LARGE_OBJECTS;
    }
}
