package dev.belay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.backup.Manifest.FileEntry;
import dev.belay.backup.Manifest.TableEntry;
import dev.belay.backup.storage.Draft;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.Fingerprint;
import dev.belay.core.catalog.Globals;
import dev.belay.core.catalog.GlobalsScript;
import dev.belay.core.catalog.ObjectType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What makes an archive of the files that were written: globals, manifest, marker. */
final class Closing {
    private final BackupOptions options;
    private final String version;
    private final Found found;
    private final Ledger ledger;
    private final List<String> leftOut;

    Closing(BackupOptions options, String version, Found found, Ledger ledger) {
        this.options = options;
        this.version = version;
        this.found = found;
        this.ledger = ledger;
        this.leftOut = new ArrayList<>(found.leftOut());
    }

    /** Writes roles and tablespaces as a script, if they are wanted. */
    void globals(Optional<Globals> globals) throws IOException {
        if (globals.isPresent()) {
            globals.get().unread().forEach(one -> leftOut.add(one.what() + " (" + one.help() + ")"));
            try (OutputStream out = ledger.create(Manifest.GLOBALS_FILE)) {
                out.write(GlobalsScript.of(globals.get()).getBytes(UTF_8));
            }
        }
    }

    /** Takes a file into the list that was written elsewhere. */
    void file(String name, FileEntry entry) {
        ledger.add(name, entry);
    }

    SortedMap<String, FileEntry> files() {
        return ledger.entries();
    }

    Manifest manifest(SortedMap<String, TableEntry> tables, Manifest.Totals totals, Duration took) {
        return new Manifest(
                Manifest.FORMAT,
                version,
                found.moment().database(),
                found.moment().system(),
                found.moment().version(),
                found.moment().time(),
                found.moment().lsn(),
                took,
                options.seal().isPresent(),
                Optional.of(Fingerprint.of(schema()).toString()),
                contents(),
                selection(),
                ledger.entries(),
                tables,
                totals,
                leftOut);
    }

    /** What is there of it after a restore: a schema alone has no large objects. */
    private Described schema() {
        Described all = Described.of(found.chosen());
        return options.contents() == Manifest.Contents.SCHEMA
                ? all.without(id -> id.type() == ObjectType.LARGE_OBJECT)
                : all;
    }

    /** Nobody shall take a part for the whole. */
    private Manifest.Contents contents() {
        boolean part = found.partial() || !missing().isEmpty();
        return options.contents() == Manifest.Contents.ALL && part ? Manifest.Contents.PART : options.contents();
    }

    private Optional<String> selection() {
        int missing = missing().size();
        return missing == 0 ? options.part() : Optional.of(BackupOptions.lacking(options.part(), missing));
    }

    private List<String> missing() {
        return options.allowMissing()
                ? leftOut.stream()
                        .filter(what -> !what.endsWith(Survey.EXCLUDED))
                        .toList()
                : List.of();
    }

    /** The manifest last but for the marker, which holds its hash. */
    void commit(Draft draft, Manifest manifest) throws IOException {
        byte[] text = clear(manifest);
        try (OutputStream out = draft.create(Manifest.FILE)) {
            out.write(text);
        }
        draft.commit(Manifest.MARKER, Manifests.marker(text, Manifest.FILE).getBytes(UTF_8));
    }

    /** Manifest and marker of an archive that is one file of this name. */
    void writeBeside(Manifest manifest, String name) throws IOException {
        byte[] text = clear(manifest);
        try (OutputStream out = ledger.createPlain(Manifest.FILE)) {
            out.write(text);
        }
        try (OutputStream out = ledger.createPlain(Manifest.MARKER)) {
            out.write(Manifests.marker(text, ArchiveFiles.beside(name, Manifest.FILE))
                    .getBytes(UTF_8));
        }
    }

    private byte[] clear(Manifest manifest) throws IOException {
        if (!manifest.encrypted()) {
            return ManifestJson.write(manifest);
        }
        String secret = Manifest.SECRET_FILE.substring(0, Manifest.SECRET_FILE.length() - Seal.SUFFIX.length());
        try (OutputStream out = ledger.create(secret)) {
            out.write(ManifestJson.write(ManifestJson.Secret.of(manifest)));
        }
        return ManifestJson.write(manifest.withoutSecrets(ledger.entries()));
    }
}
