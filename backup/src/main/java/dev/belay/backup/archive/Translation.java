package dev.belay.backup.archive;

import dev.belay.core.db.Identifier;
import java.util.Comparator;
import java.util.List;

/** Says in another version what an archive says: the pure half of an export. */
final class Translation {
    private static final int PARTITIONED_TABLE = 'p';

    private Translation() {}

    static Toc of(Toc toc, ArchiveFormat format) {
        boolean grouped = toc.header().version().atLeast(FormatVersion.V1_16);
        boolean group = format.version().atLeast(FormatVersion.V1_16);
        Toc translated = toc;
        if (grouped && !group) {
            translated = new Ungrouping(toc).run();
            translated = translated.with(translated.entries().stream()
                    .map(Translation::withoutRelationKind)
                    .toList());
        } else if (!grouped && group) {
            translated = tagged(toc);
        }
        return Placement.place(translated, format);
    }

    /** Which entries of the source hold the large objects of an entry of the translation. */
    static List<TocEntry> sources(Toc source, Toc target, TocEntry entry) {
        boolean merged = source.header().version().atLeast(FormatVersion.V1_16)
                && !target.header().version().atLeast(FormatVersion.V1_16);
        return source.entries().stream()
                .filter(TocEntry::holdsLargeObjects)
                .filter(other -> merged || other.id() == entry.id())
                .toList();
    }

    /** Before 1.16 a reader would set the access method before a partitioned table, where it would have no effect. */
    private static TocEntry withoutRelationKind(TocEntry entry) {
        TocEntryBuilder builder = entry.toBuilder().relationKind(0);
        if (entry.relationKind() == PARTITIONED_TABLE && entry.accessMethod().isPresent()) {
            builder.definition(entry.definition().orElse("") + "\n" + accessMethod(entry) + "\n")
                    .accessMethod(java.util.Optional.empty());
        }
        return builder.build();
    }

    static String accessMethod(TocEntry table) {
        return "ALTER TABLE " + qualified(table) + " SET ACCESS METHOD "
                + Identifier.spell(table.accessMethod().orElseThrow()) + ";";
    }

    static String qualified(TocEntry entry) {
        return entry.schema()
                        .filter(name -> !name.isEmpty())
                        .map(name -> Identifier.spell(name) + ".")
                        .orElse("")
                + Identifier.spell(entry.tag());
    }

    /** Readers of 1.16 find the large objects in a tar by the first OID, in the tag. */
    private static Toc tagged(Toc toc) {
        String first = LargeObjects.single(toc)
                .min(Comparator.comparingLong(Long::parseLong))
                .orElse(TocEntry.LARGE_OBJECTS);
        return toc.with(toc.entries().stream()
                .map(entry ->
                        entry.holdsLargeObjects() ? entry.toBuilder().tag(first).build() : entry)
                .toList());
    }
}
