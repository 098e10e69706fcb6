package dev.belay.backup.restore;

import dev.belay.backup.Manifest;
import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.Amount;
import dev.belay.core.content.ContentHash;
import dev.belay.core.content.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tables of an archive must hold, each with the columns that were backed up: by its manifest, or, where it has
 * none, by the rows in it.
 */
final class Comparison {
    /** A quoted name may hold what looks like the columns. */
    private static final Pattern COPY = Pattern.compile(
            "COPY (?<table>(?:\"[^\"]*+\"|[^\" ])++) (?<columns>\\(.*\\)|) ?FROM stdin.*;\\s*", Pattern.DOTALL);

    private final ArchiveReader archive;
    private final Optional<Manifest> manifest;
    private final Consumer<String> notes;

    private Comparison(ArchiveReader archive, Optional<Manifest> manifest, Consumer<String> notes) {
        this.archive = archive;
        this.manifest = manifest;
        this.notes = notes;
    }

    /**
     * A table; or the root of partitions, where the rows of several go through it, because which of them a row belongs to
     * depends on the server.
     *
     * @param table as SQL writes it
     * @param parts the tables of the archive whose rows these are
     * @param expected empty where the manifest knows nothing of it
     */
    record Subject(String table, List<String> parts, String columns, RowFormat format, Optional<Expected> expected) {
        Subject {
            parts = List.copyOf(parts);
        }

        boolean root() {
            return !parts.equals(List.of(table));
        }
    }

    /**
     * Rows and their hash.
     *
     * @param hash empty where they can only be counted
     */
    record Expected(long rows, Optional<String> hash) {
        static Expected of(ContentHash hash) {
            return new Expected(hash.rows(), Optional.of(hash.toString()));
        }

        Expected counted() {
            return new Expected(rows, Optional.empty());
        }
    }

    /** Those that can be compared; what cannot be is told to the notes. */
    static List<Subject> of(ArchiveReader archive, Optional<Manifest> manifest, Consumer<String> notes)
            throws IOException {
        return new Comparison(archive, manifest, notes).subjects();
    }

    private List<Subject> subjects() throws IOException {
        SortedMap<String, List<TocEntry>> targets = new TreeMap<>();
        Set<String> said = new HashSet<>();
        for (TocEntry entry : archive.toc().entries()) {
            if (!entry.kind().equals("TABLE DATA") || !entry.hasData()) {
                continue;
            }
            Matcher copy = COPY.matcher(entry.copy().orElse(""));
            Optional<String> obstacle = obstacle(entry, copy.matches());
            if (obstacle.isEmpty()) {
                targets.computeIfAbsent(copy.group("table"), table -> new ArrayList<>())
                        .add(entry);
            } else if (said.add(EntrySql.qualified(entry))) {
                notes.accept(EntrySql.qualified(entry) + obstacle.get());
            }
        }
        List<Subject> subjects = new ArrayList<>();
        for (Map.Entry<String, List<TocEntry>> target : targets.entrySet()) {
            subjects.add(one(target.getKey(), target.getValue()));
        }
        return subjects;
    }

    private Optional<String> obstacle(TocEntry entry, boolean copied) {
        Map<Integer, TocEntry> byId = archive.toc().byId();
        if (entry.dependencies().stream()
                .anyMatch(id -> byId.containsKey(id) && byId.get(id).kind().equals("EXTENSION"))) {
            return Optional.of(" is an extension's, which has rows of its own: not compared");
        }
        return copied ? Optional.empty() : Optional.of(" is stored as INSERT statements: not compared");
    }

    private Subject one(String table, List<TocEntry> entries) throws IOException {
        Set<String> parts = new LinkedHashSet<>();
        Set<String> columns = new LinkedHashSet<>();
        Set<RowFormat> formats = new LinkedHashSet<>();
        for (TocEntry entry : entries) {
            Matcher copy = COPY.matcher(entry.copy().orElse(""));
            parts.add(EntrySql.qualified(entry));
            columns.add(copy.matches() ? copy.group("columns") : "");
            formats.add(entry.binary() ? RowFormat.BINARY : RowFormat.TEXT);
        }
        Optional<Expected> expected =
                manifest.isPresent() ? known(manifest.get(), parts) : Optional.of(stored(entries));
        if (columns.size() + formats.size() > 2) {
            notes.accept(table + " has partitions with columns in other orders: its rows are compared by number alone");
            expected = expected.map(Expected::counted);
        }
        return new Subject(
                table,
                List.copyOf(parts),
                columns.iterator().next(),
                formats.iterator().next(),
                expected);
    }

    /** Empty where the manifest does not know one of them. */
    private static Optional<Expected> known(Manifest manifest, Set<String> tables) {
        ContentHash sum = new ContentHash();
        long rows = 0;
        boolean hashed = true;
        for (String table : tables) {
            Manifest.TableEntry known = manifest.tables().get(table);
            if (known == null) {
                return Optional.empty();
            }
            if (tables.size() == 1) {
                return Optional.of(new Expected(known.rows(), Optional.of(known.hash())));
            }
            Optional<ContentHash> hash = ContentHash.parse(known.rows(), known.hash());
            hash.ifPresent(sum::add);
            hashed &= hash.isPresent();
            rows += known.rows();
        }
        return Optional.of(hashed ? Expected.of(sum) : new Expected(rows, Optional.empty()));
    }

    /** Of the rows that are in the archive: for text alone, which every dump but ours is. */
    private Expected stored(List<TocEntry> entries) throws IOException {
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
    static List<String> unknown(Manifest manifest, List<Subject> subjects, List<String> notes) {
        Set<String> seen = new HashSet<>();
        subjects.forEach(one -> seen.addAll(one.parts()));
        return manifest.tables().keySet().stream()
                .filter(table -> !seen.contains(table))
                .filter(table -> notes.stream().noneMatch(note -> note.startsWith(table + " ")))
                .toList();
    }

    /** What differs; empty when they are equal. */
    static Optional<String> difference(Subject subject, Expected found) {
        if (subject.expected().isEmpty()) {
            return Optional.of(String.join(", ", subject.parts()) + ": the manifest does not know it");
        }
        Expected expected = subject.expected().get();
        if (found.rows() != expected.rows()) {
            return Optional.of(subject.table() + ": " + Amount.of(found.rows(), "row") + ", and "
                    + Amount.were(expected.rows()) + " backed up");
        }
        boolean same = expected.hash().isEmpty()
                || found.hash().isEmpty()
                || found.hash().equals(expected.hash());
        return same
                ? Optional.empty()
                : Optional.of(subject.table() + ": its rows are not those that were backed up ("
                        + found.hash().orElse("") + ", not " + expected.hash().orElse("") + ")");
    }
}
