package dev.belay.backup;

import dev.belay.backup.CheckResult.Problem;
import dev.belay.backup.Manifest.FileEntry;
import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what is found out about an archive. */
final class Proof {
    private static final String ANOTHER = "use another copy of it, or another backup";

    private final ProofStorage storage;
    private final ArchiveFiles archive;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> unproven = new LinkedHashSet<>();
    private long files;
    private long bytes;
    private long tables;
    private long rows;
    private long largeObjects;

    Proof(ProofStorage storage, ArchiveFiles archive) {
        this.storage = storage;
        this.archive = archive;
    }

    ArchiveReader open(Decryption decryption) {
        return ArchiveReader.open(storage, archive.archive(), decryption);
    }

    /** The same keys. None opens a file whose header is damaged: then it is not they that are wrong. */
    Decryption watched(Decryption keys, Manifest manifest) {
        return (in, label) -> {
            try {
                return keys.decrypt(in, label);
            } catch (BelayException e) {
                if (e.kind() == Kind.USAGE) {
                    refuseChanged(label.substring(label.lastIndexOf('/') + 1), manifest);
                }
                throw e;
            }
        };
    }

    private void refuseChanged(String name, Manifest manifest) throws IOException {
        FileEntry expected = manifest.files().get(name);
        FileEntry found = storage.entry(archive.path(name));
        if (!found.equals(expected)) {
            throw new BelayException(Kind.INTEGRITY, "no key opens it: " + Manifests.difference(expected, found), "");
        }
    }

    /** Which files of its folder nobody knows. What else lies beside a single file is not its business. */
    void names(Manifest manifest, List<StoredFile> stored) {
        if (archive.single()) {
            return;
        }
        Set<String> own = Set.of(Manifest.FILE, Manifest.MARKER, DrillRecord.FILE);
        for (StoredFile file : stored) {
            String name = archive.name(file.name());
            if (!manifest.files().containsKey(name) && !own.contains(name)) {
                problem(name, "is not in the manifest");
            }
        }
    }

    boolean single() {
        return archive.single();
    }

    /** A folder without one is no archive. */
    void marker() throws IOException {
        if (storage.find(archive.path(Manifest.MARKER)).isEmpty()) {
            unproven("a changed byte in the manifest itself: there is no " + archive.path(Manifest.MARKER));
        }
    }

    /** Compares a file with what the manifest says of it. */
    void bytes(String name, FileEntry expected) throws IOException {
        try {
            FileEntry found = storage.entry(archive.path(name));
            files++;
            bytes += found.size();
            if (!found.equals(expected)) {
                problem(name, Manifests.difference(expected, found));
            }
        } catch (NoSuchFileException e) {
            problem(name, "is missing");
        }
    }

    /** A file of which only its size is known. */
    void stored(StoredFile file) {
        files++;
        bytes += file.size();
    }

    /** What only the recipients of an encrypted archive may know of it. */
    Optional<ManifestJson.Secret> secret(Decryption decryption) throws IOException {
        String name = archive.path(Manifest.SECRET_FILE);
        try (InputStream encrypted = storage.read(name, 0);
                InputStream in = decryption.decrypt(encrypted, storage.name() + "/" + name)) {
            return Optional.of(ManifestJson.readSecret(Manifests.content(in, storage.name() + "/" + name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (BelayException e) {
            if (e.kind() != Kind.INTEGRITY) {
                throw e;
            }
            problem(Manifest.SECRET_FILE, e);
            return Optional.empty();
        }
    }

    void table(long newRows) {
        tables++;
        rows += newRows;
    }

    void largeObject() {
        largeObjects++;
    }

    void problem(String file, String message) {
        problems.add(new Problem(file, message, ANOTHER));
    }

    void problem(String file, BelayException e) {
        problems.add(new Problem(file, String.valueOf(e.getMessage()), e.hint().isEmpty() ? ANOTHER : e.hint()));
    }

    void unproven(String what) {
        unproven.add(what);
    }

    CheckResult result(Optional<Manifest> manifest) {
        return new CheckResult(
                storage.name() + "/" + archive.archive(),
                manifest.isPresent(),
                manifest.filter(Manifest::encrypted).isPresent(),
                files,
                bytes,
                tables,
                rows,
                largeObjects,
                problems,
                List.copyOf(unproven));
    }
}
