package dev.belay.backup.restore;

import dev.belay.backup.Manifest;
import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.content.ContentHash;
import dev.belay.core.content.RowFormat;
import dev.belay.core.content.TableHash;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tables of an archive must hold, each with the columns that were backed up: by its manifest, or, where it has
 * none, by the rows in it.
 */
final class Comparison {
    private static final Pattern COPY =
            Pattern.compile("COPY (?<table>.*?) (?<columns>\\(.*\\)|) ?FROM stdin.*;\\s*", Pattern.DOTALL);

    private Comparison() {}

    /**
     * One table.
     *
     * @param expected empty where only its rows can be counted
     */
    record Wanted(String table, String columns, RowFormat format, Optional<Expected> expected) {}

    /** Rows and their hash. */
    record Expected(long rows, String hash) {
        static Expected of(ContentHash hash) {
            return new Expected(hash.rows(), hash.toString());
        }
    }

    /** Those that can be compared; what cannot be is told to the notes. */
    static List<Wanted> of(ArchiveReader archive, Optional<Manifest> manifest, List<String> notes) throws IOException {
        SortedMap<String, List<TocEntry>> tables = new TreeMap<>();
        for (TocEntry entry : archive.toc().entries()) {
            if (entry.kind().equals("TABLE DATA") && entry.hasData()) {
                tables.computeIfAbsent(EntrySql.qualified(entry), name -> new ArrayList<>())
                        .add(entry);
            }
        }
        Map<Integer, TocEntry> byId = archive.toc().byId();
        List<Wanted> wanted = new ArrayList<>();
        for (Map.Entry<String, List<TocEntry>> table : tables.entrySet()) {
            TocEntry first = table.getValue().get(0);
            boolean ofExtension = first.dependencies().stream()
                    .anyMatch(id -> byId.containsKey(id) && byId.get(id).kind().equals("EXTENSION"));
            Matcher copy = COPY.matcher(first.copy().orElse(""));
            if (ofExtension || !copy.matches()) {
                notes.add(table.getKey()
                        + (ofExtension
                                ? " is an extension's, which has rows of its own: not compared"
                                : " is stored as INSERT statements: not compared"));
                continue;
            }
            wanted.add(new Wanted(
                    table.getKey(),
                    copy.group("columns"),
                    first.binary() ? RowFormat.BINARY : RowFormat.TEXT,
                    manifest.isPresent()
                            ? Optional.ofNullable(manifest.get().tables().get(table.getKey()))
                                    .map(known -> new Expected(known.rows(), known.hash()))
                            : Optional.of(stored(archive, table.getValue()))));
        }
        return wanted;
    }

    /** Of the rows that are in the archive: for text alone, which every dump but ours is. */
    private static Expected stored(ArchiveReader archive, List<TocEntry> entries) throws IOException {
        ContentHash hash = new ContentHash();
        for (TocEntry entry : entries) {
            try (InputStream rows = archive.rows(entry)) {
                LineInput lines = new LineInput(EntrySql.qualified(entry), rows);
                for (byte[] row = lines.readLine(); row.length > 0; row = lines.readLine()) {
                    hash.row(row, 0, row.length - 1);
                }
            }
        }
        return Expected.of(hash);
    }

    /** Tables that the manifest knows and the archive's entries do not. */
    static List<String> unknown(Manifest manifest, List<Wanted> wanted, List<String> notes) {
        Map<String, Boolean> seen = new LinkedHashMap<>();
        wanted.forEach(one -> seen.put(one.table(), true));
        return manifest.tables().keySet().stream()
                .filter(table -> !seen.containsKey(table))
                .filter(table -> notes.stream().noneMatch(note -> note.startsWith(table + " ")))
                .toList();
    }

    /** Empty when they are equal. */
    static Optional<String> compare(Wanted wanted, TableHash reader) throws java.sql.SQLException {
        Expected found = Expected.of(reader.of(wanted.table(), wanted.columns(), wanted.format()));
        if (wanted.expected().isEmpty()) {
            return Optional.of(wanted.table() + ": the manifest does not know it");
        }
        Expected expected = wanted.expected().get();
        if (found.rows() != expected.rows()) {
            return Optional.of(
                    wanted.table() + ": " + found.rows() + " rows, and " + expected.rows() + " were backed up");
        }
        return found.hash().equals(expected.hash())
                ? Optional.empty()
                : Optional.of(wanted.table() + ": its rows are not those that were backed up (" + found.hash()
                        + ", not " + expected.hash() + ")");
    }
}
