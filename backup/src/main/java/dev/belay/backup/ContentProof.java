package dev.belay.backup;

import dev.belay.backup.Manifest.TableEntry;
import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.Amount;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.content.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads everything that the table of contents names, and compares rows with what the manifest says of their tables. */
final class ContentProof {
    private final Proof proof;
    private final ArchiveReader reader;
    private final Check.CheckListener listener;
    private final Optional<Map<String, TableEntry>> expected;
    private final Map<String, ContentHash> found = new TreeMap<>();

    /** @param expected empty where nothing is known of the tables */
    ContentProof(
            Proof proof,
            ArchiveReader reader,
            Check.CheckListener listener,
            Optional<? extends Map<String, TableEntry>> expected) {
        this.proof = proof;
        this.reader = reader;
        this.listener = listener;
        this.expected = expected.map(Map::copyOf);
    }

    void run() throws IOException {
        for (TocEntry entry : reader.toc().entries()) {
            if (entry.hasData()) {
                listener.begins(entry.label());
                read(entry);
            }
        }
        found.values().forEach(hash -> proof.table(hash.rows()));
        expected.ifPresent(this::compare);
    }

    private void read(TocEntry entry) throws IOException {
        try {
            if (entry.holdsLargeObjects()) {
                reader.largeObjects(entry, (oid, in) -> {
                    in.transferTo(OutputStream.nullOutputStream());
                    proof.largeObject();
                });
            } else if (rows(entry)) {
                table(entry);
            } else {
                try (InputStream in = reader.data(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (BelayException e) {
            if (e.kind() != Kind.INTEGRITY) {
                throw e;
            }
            proof.problem(entry.label(), e);
        }
    }

    /** Not INSERTs, of which only psql knows how many there are. */
    private static boolean rows(TocEntry entry) {
        return entry.kind().equals("TABLE DATA")
                && entry.copy().filter(copy -> !copy.isBlank()).isPresent();
    }

    private void table(TocEntry entry) throws IOException {
        try (InputStream in = reader.rows(entry)) {
            found.computeIfAbsent(EntrySql.qualified(entry), name -> new ContentHash())
                    .add(RowScan.of(in, entry.binary()));
        } catch (IOException e) {
            throw new BelayException(Kind.INTEGRITY, "the rows cannot be told apart: " + e.getMessage(), "", e);
        }
    }

    private void compare(Map<String, TableEntry> tables) {
        new TreeMap<>(tables).forEach((name, table) -> {
            ContentHash hash = found.remove(name);
            if (hash == null) {
                proof.problem(name, "its rows are not in the archive, and the manifest says that they are");
            } else if (hash.rows() != table.rows()) {
                proof.problem(
                        name,
                        "has " + Amount.of(hash.rows(), "row") + ", and " + Amount.were(table.rows()) + " backed up");
            } else if (!hash.toString().equals(table.hash())) {
                proof.problem(name, "its rows are not those that were backed up");
            }
        });
        found.keySet().forEach(name -> proof.problem(name, "its rows are in the archive, and the manifest knows none"));
    }
}
