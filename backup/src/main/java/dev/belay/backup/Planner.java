package dev.belay.backup;

import dev.belay.backup.archive.ArchiveFormat;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import dev.belay.backup.archive.TocHeader;
import dev.belay.backup.data.TableCopy;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.Creation;
import dev.belay.core.catalog.Creations;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns a schema and the list of its tables into the table of contents of an archive, and the work that it takes. */
final class Planner {
    private final Found found;
    private final BackupOptions options;
    private final Catalog chosen;
    private final List<TocEntry> entries = new ArrayList<>();
    private final Map<Integer, TableCopy> copies = new LinkedHashMap<>();

    Planner(Found found, BackupOptions options) {
        this.found = found;
        this.options = options;
        this.chosen = found.chosen();
    }

    /** When an archive is made on this machine's clock, and by what. */
    record Stamp(LocalDateTime created, String tool) {}

    BackupPlan plan(ArchiveFormat format, Stamp stamp) {
        entries.addAll(SettingEntries.of(found.moment(), found.whole().properties()));
        SchemaEntries schema = new SchemaEntries(Creations.of(chosen), this::wanted);
        schema.number(dev.belay.core.catalog.Section.PRE_DATA, entries.size() + 1);
        entries.addAll(schema.entries(dev.belay.core.catalog.Section.PRE_DATA, Map.of()));
        Optional<TocEntry> objects = Optional.empty();
        DataEntries data = new DataEntries(found, options, schema, entries.size() + 1);
        data.tables(jobs(format));
        data.sequences();
        if (options.contents() != Manifest.Contents.SCHEMA) {
            objects = data.largeObjects();
        }
        entries.addAll(data.entries());
        copies.putAll(data.copies());
        schema.number(dev.belay.core.catalog.Section.POST_DATA, entries.size() + 1);
        entries.addAll(schema.entries(dev.belay.core.catalog.Section.POST_DATA, data.below()));
        if (options.contents() == Manifest.Contents.ALL) {
            entries.addAll(
                    Refreshes.of(new Fillable(found.whole(), options.rows()), chosen, schema, entries.size() + 1));
        }
        Toc toc = new Toc(header(format, stamp), entries).placed(format);
        List<String> notes =
                Stream.concat(found.notes().stream(), data.notes().stream()).toList();
        return new BackupPlan(
                toc, copies, objects.map(entry -> toc.byId().get(entry.id())), data.largeObjectIds(), notes);
    }

    /** In one file everything is written one after the other, so that there is nobody to share with. */
    private int jobs(ArchiveFormat format) {
        return format.layout() == Layout.DIRECTORY ? options.jobs() : 1;
    }

    /** Large objects are data. */
    private boolean wanted(Creation creation) {
        boolean data = creation.object().type() == ObjectType.LARGE_OBJECT;
        return switch (options.contents()) {
            case ALL, PART -> true;
            case SCHEMA -> !data;
            case DATA -> data;
        };
    }

    private TocHeader header(ArchiveFormat format, Stamp stamp) {
        return TocHeader.of(
                format,
                stamp.created(),
                new TocHeader.Origin(found.moment().database(), found.moment().version(), stamp.tool()));
    }

    static Section section(dev.belay.core.catalog.Section section) {
        return switch (section) {
            case PRE_DATA -> Section.PRE_DATA;
            case DATA -> Section.DATA;
            case POST_DATA -> Section.POST_DATA;
        };
    }

    /** The key of a table in the schema. */
    static ObjectId table(String schema, String name) {
        return ObjectId.of(ObjectType.TABLE, schema, name);
    }
}
