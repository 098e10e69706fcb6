package dev.belay.backup;

import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.TocEntry;
import dev.belay.backup.data.Chunking;
import dev.belay.backup.data.Pages;
import dev.belay.backup.data.Relation;
import dev.belay.backup.data.SequenceState;
import dev.belay.backup.data.Sequences.OfExtension;
import dev.belay.backup.data.TableCopy;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Table;
import dev.belay.core.content.RowFormat;
import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The entries with rows, values of sequences and large objects, and what has to be read for them. */
final class DataEntries {
    private final Found found;
    private final BackupOptions options;
    private final SchemaEntries schema;
    private final int first;
    private final List<TocEntry> entries = new ArrayList<>();
    private final Map<Integer, TableCopy> copies = new LinkedHashMap<>();
    private final Map<ObjectId, List<Integer>> byTable = new HashMap<>();
    private final List<Long> largeObjects = new ArrayList<>();
    private final Map<Long, List<Integer>> byOid = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    DataEntries(Found found, BackupOptions options, SchemaEntries schema, int first) {
        this.found = found;
        this.options = options;
        this.schema = schema;
        this.first = first;
    }

    List<TocEntry> entries() {
        return entries;
    }

    Map<Integer, TableCopy> copies() {
        return copies;
    }

    List<Long> largeObjectIds() {
        return largeObjects;
    }

    List<String> notes() {
        return notes;
    }

    private int next() {
        return first + entries.size();
    }

    void tables(int jobs) {
        Chunking chunking = options.piece().isPresent()
                ? Chunking.into(options.piece().getAsLong())
                : new Chunking(
                        found.relations().stream().mapToLong(Relation::bytes).sum(), jobs);
        for (Relation relation : ordered()) {
            List<Pages> runs = chunking.of(relation);
            for (Pages pages : runs) {
                table(
                        new TableCopy(relation, pages, options.binary() ? RowFormat.BINARY : RowFormat.TEXT),
                        runs.size());
            }
        }
    }

    /** Foreign keys are made after the rows, but for those that are there already. */
    private List<Relation> ordered() {
        LoadOrder order =
                new LoadOrder(found.relations().stream().filter(this::hasKeys).toList(), found.references());
        order.loops()
                .forEach(pair ->
                        notes.add("foreign keys of " + pair + " refer to each other: restore with --disable-triggers"));
        return Stream.concat(order.order().stream(), found.relations().stream().filter(relation -> !hasKeys(relation)))
                .toList();
    }

    private boolean hasKeys(Relation relation) {
        return options.contents() == Manifest.Contents.DATA
                || relation.extension().isPresent();
    }

    private void table(TableCopy copy, int runs) {
        Relation relation = copy.table();
        int id = next();
        List<Integer> needs = new ArrayList<>();
        if (runs > 1) {
            // Readers take the first one for the table: they would empty it before each run, but for the last.
            needs.add(SettingEntries.ENCODING);
        }
        maker(relation).ifPresent(needs::add);
        if (hasKeys(relation)) {
            found.references().getOrDefault(relation.oid(), Set.of()).stream()
                    .flatMap(oid -> byOid.getOrDefault(oid, List.of()).stream())
                    .forEach(needs::add);
        }
        TocEntry entry = TocEntry.builder(id, "TABLE DATA", relation.name())
                .section(Section.DATA)
                .withData(true)
                .copy(copy.restoring())
                .schema(Optional.of(relation.schema()))
                .owner(Optional.of(relation.owner()))
                .dependencies(needs)
                .build();
        boolean guarded = runs > 1 || relation.root().isPresent();
        String remark = "-- load via partition root " + relation.root().orElseGet(relation::sql);
        entries.add(guarded ? entry.toBuilder().definition(remark).build() : entry);
        copies.put(id, copy);
        byOid.computeIfAbsent(relation.oid(), oid -> new ArrayList<>()).add(id);
        byTable.computeIfAbsent(Planner.table(relation.schema(), relation.name()), table -> new ArrayList<>())
                .add(id);
    }

    private Optional<Integer> maker(Relation relation) {
        return relation.extension()
                .flatMap(name -> schema.of(ObjectId.of(ObjectType.EXTENSION, "", name)))
                .or(() -> schema.of(Planner.table(relation.schema(), relation.name())));
    }

    void sequences() {
        Map<ObjectId, OfExtension> ofExtensions =
                found.extensionSequences().stream().collect(Collectors.toMap(OfExtension::id, Function.identity()));
        found.sequences().forEach((id, state) -> {
            Optional<OfExtension> extension = Optional.ofNullable(ofExtensions.get(id));
            sequence(
                    id,
                    state,
                    extension
                            .map(OfExtension::owner)
                            .or(() -> found.chosen()
                                    .find(id)
                                    .flatMap(object -> object.head().owner())),
                    extension
                            .map(one -> ObjectId.of(ObjectType.EXTENSION, "", one.extension()))
                            .orElse(id));
        });
    }

    private void sequence(ObjectId id, SequenceState state, Optional<String> owner, ObjectId maker) {
        entries.add(TocEntry.builder(next(), "SEQUENCE SET", id.name())
                .section(Section.DATA)
                .definition("SELECT pg_catalog.setval("
                        + Identifier.literal(id.sql()).strip() + ", " + state.last() + ", " + state.called() + ");\n")
                .schema(Optional.of(id.schema()))
                .owner(owner)
                .dependencies(schema.of(maker).stream().toList())
                .build());
    }

    Optional<TocEntry> largeObjects() {
        found.chosen().objects().keySet().stream()
                .filter(id -> id.type() == ObjectType.LARGE_OBJECT)
                .map(id -> Long.parseLong(id.name()))
                .sorted()
                .forEach(largeObjects::add);
        if (largeObjects.isEmpty()) {
            return Optional.empty();
        }
        TocEntry entry = TocEntry.builder(next(), "BLOBS", "BLOBS")
                .section(Section.DATA)
                .withData(true)
                .build();
        entries.add(entry);
        return Optional.of(entry);
    }

    /**
     * The entries that hold the rows of each table, where readers cannot find them out themselves: tables in several runs,
     * and tables whose rows are in their partitions.
     */
    Map<ObjectId, List<Integer>> below() {
        Map<ObjectId, List<Integer>> below = new HashMap<>();
        byTable.forEach((table, ids) -> {
            if (ids.size() > 1) {
                below.put(table, new ArrayList<>(ids));
            }
        });
        byTable.forEach((table, ids) -> {
            for (Optional<ObjectId> parent = parent(found.chosen(), table);
                    parent.isPresent();
                    parent = parent(found.chosen(), parent.get())) {
                below.computeIfAbsent(parent.get(), root -> new ArrayList<>()).addAll(ids);
            }
        });
        return below;
    }

    private static Optional<ObjectId> parent(Catalog catalog, ObjectId table) {
        return catalog.find(table)
                .map(Table.class::cast)
                .flatMap(Table::partition)
                .map(Table.Partition::parent);
    }
}
