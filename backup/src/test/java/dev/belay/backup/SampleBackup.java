package dev.belay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.backup.Manifest.TableEntry;
import dev.belay.backup.archive.ArchiveFormat;
import dev.belay.backup.archive.ArchiveWriter;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.SampleArchive;
import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Storage;
import dev.belay.core.content.ContentHash;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An archive as a backup leaves it, made without a server. */
public final class SampleBackup {
    private SampleBackup() {}

    /** Makes it, and tells its folder. */
    public static String make(Storage storage, String database, Instant time, Optional<Seal> seal) throws IOException {
        return make(storage, database, time, seal, Optional.empty(), Optional.empty());
    }

    /** The same, of a server that is known. */
    static String make(Storage storage, String database, Instant time, String system) throws IOException {
        return make(storage, database, time, Optional.empty(), Optional.of(system), Optional.empty());
    }

    /** The same, as if these options had chosen a part of the database. */
    static String make(Storage storage, String database, Instant time, BackupOptions options) throws IOException {
        return make(storage, database, time, Optional.empty(), Optional.empty(), options.part());
    }

    /** The same, as if so much could not be read. */
    static String lacking(Storage storage, String database, Instant time, int missing) throws IOException {
        return make(
                storage,
                database,
                time,
                Optional.empty(),
                Optional.empty(),
                Optional.of(BackupOptions.lacking(Optional.empty(), missing)));
    }

    private static String make(
            Storage storage,
            String database,
            Instant time,
            Optional<Seal> seal,
            Optional<String> system,
            Optional<String> part)
            throws IOException {
        String folder = database + "/"
                + time.toString().replaceAll("[-:]", "").replace("Z", "").replaceAll("\\.\\d+", "") + "000Z-0123abcd";
        try (Draft draft = storage.draft(folder)) {
            Ledger ledger = new Ledger(draft::create, seal);
            SampleArchive.write(ArchiveWriter.directory(
                    ledger, SampleArchive.toc(ArchiveFormat.of(Layout.DIRECTORY, new Compression(Algorithm.ZSTD, 1)))));
            byte[] manifest = ManifestJson.write(manifest(ledger, database, time, seal.isPresent(), system, part));
            try (OutputStream out = draft.create(Manifest.FILE)) {
                out.write(manifest);
            }
            String hash = HexFormat.of().formatHex(Ledger.sha256().digest(manifest));
            draft.commit(Manifest.MARKER, (hash + "  " + Manifest.FILE + "\n").getBytes(UTF_8));
        }
        return folder;
    }

    private static Manifest manifest(
            Ledger ledger,
            String database,
            Instant time,
            boolean encrypted,
            Optional<String> system,
            Optional<String> part)
            throws IOException {
        SortedMap<String, TableEntry> tables = new TreeMap<>();
        tables.put("public.a", new TableEntry(400, rows().toString(), false, List.of(ledger.stored("11.dat.zst"))));
        if (encrypted) {
            try (OutputStream out = ledger.create("contents.json")) {
                out.write(ManifestJson.write(new ManifestJson.Secret(Optional.empty(), tables, List.of())));
            }
        }
        return new Manifest(
                Manifest.FORMAT,
                "0.1.0",
                database,
                system,
                "15.18",
                time,
                Optional.empty(),
                Duration.ofSeconds(3),
                encrypted,
                Optional.empty(),
                part.isPresent() ? Manifest.Contents.PART : Manifest.Contents.ALL,
                part,
                ledger.entries(),
                encrypted ? new TreeMap<>() : tables,
                new Manifest.Totals(1, 400, 2, 10_000, 5_000),
                List.of());
    }

    private static ContentHash rows() {
        ContentHash hash = new ContentHash();
        String text = SampleArchive.ROWS.substring(
                0, SampleArchive.ROWS.length() - ArchiveWriter.endOfRows().length());
        text.lines().map(row -> row.getBytes(UTF_8)).forEach(row -> hash.row(row, 0, row.length));
        return hash;
    }
}
