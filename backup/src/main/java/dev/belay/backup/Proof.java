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
    private final ProofStorage storage;
    private final String folder;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> unproven = new LinkedHashSet<>();
    private long files;
    private long bytes;
    private long tables;
    private long rows;
    private long largeObjects;

    Proof(ProofStorage storage, String folder) {
        this.storage = storage;
        this.folder = folder;
    }

    ArchiveReader open(Decryption decryption) {
        return ArchiveReader.open(storage, folder, decryption);
    }

    /** Whether each file is there, and of the right size, and which nobody knows. */
    void names(Manifest manifest, List<StoredFile> stored) {
        Set<String> own = Set.of(Manifest.FILE, Manifest.MARKER, DrillRecord.FILE);
        for (StoredFile file : stored) {
            String name = relative(file);
            if (!manifest.files().containsKey(name) && !own.contains(name)) {
                problem(name, "is not in the manifest");
            }
        }
    }

    private String relative(StoredFile file) {
        return file.name().equals(folder) ? folder : file.name().substring(folder.length() + 1);
    }

    /** Compares a file with what the manifest says of it. */
    void bytes(String name, FileEntry expected) throws IOException {
        try {
            FileEntry found = storage.entry(folder + "/" + name);
            files++;
            bytes += found.size();
            if (found.size() != expected.size()) {
                problem(name, "has " + found.size() + " bytes, and " + expected.size() + " were written");
            } else if (!found.sha256().equals(expected.sha256())) {
                problem(name, "has been changed: its SHA-256 is not the one that was written");
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
        String name = folder + "/" + Manifest.SECRET_FILE;
        try (InputStream encrypted = storage.read(name, 0);
                InputStream in = decryption.decrypt(encrypted, storage.name() + "/" + name)) {
            return Optional.of(ManifestJson.readSecret(in.readAllBytes()));
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
        problems.add(new Problem(file, message));
    }

    void problem(String file, BelayException e) {
        problem(file, String.valueOf(e.getMessage()));
    }

    void unproven(String what) {
        unproven.add(what);
    }

    CheckResult result(Optional<Manifest> manifest) {
        return new CheckResult(
                storage.name() + "/" + folder,
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
