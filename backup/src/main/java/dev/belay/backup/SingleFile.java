package dev.belay.backup;

import static java.util.Objects.requireNonNull;

import dev.belay.backup.Manifest.FileEntry;
import dev.belay.backup.archive.ArchiveWriter;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.storage.FileDraft;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.backup.storage.Names;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An archive that is one file, and what lies beside it. Nothing of it has its name until it is whole. */
final class SingleFile implements AutoCloseable {
    private final Path file;
    private final Layout layout;
    private final Optional<Seal> seal;
    private final FileDraft draft;
    private final List<String> besides = new ArrayList<>();

    private SingleFile(Path file, Layout layout, Optional<Seal> seal, FileDraft draft) {
        this.file = file;
        this.layout = layout;
        this.seal = seal;
        this.draft = draft;
    }

    static SingleFile begin(Path path, Layout layout, Optional<Seal> seal) throws IOException {
        Path file = path.toAbsolutePath();
        String name = requireNonNull(file.getFileName()).toString();
        if (!ArchiveFiles.free(name)) {
            throw new BelayException(
                    Kind.USAGE, "no archive is called " + name + ": its manifest could not tell them apart", "");
        }
        if (!Names.isPlain(name)) {
            throw new BelayException(
                    Kind.USAGE,
                    "no archive is called \"" + name + "\"",
                    "take a name without a dot at its beginning and without backslashes");
        }
        Path folder = requireNonNull(file.getParent());
        if (!Files.isDirectory(folder)) {
            throw new BelayException(
                    Kind.USAGE, "there is no folder " + folder, "make it, or name a file in one that is there");
        }
        refuseOthers(file, name);
        return new SingleFile(file, layout, seal, FileDraft.begin(file));
    }

    /** What is beside it already is replaced only where it tells of an archive that is not there any more. */
    private static void refuseOthers(Path file, String name) throws IOException {
        ArchiveFiles files = ArchiveFiles.file(name);
        List<String> there = files.besides().stream()
                .filter(beside -> Files.exists(file.resolveSibling(beside)))
                .toList();
        Set<String> ours = there.isEmpty() ? Set.of() : ours(file, files);
        for (String beside : there) {
            if (!ours.contains(beside)) {
                throw new FileAlreadyExistsException(file.resolveSibling(beside).toString());
            }
        }
    }

    /** What a manifest that is left alone there tells of. */
    private static Set<String> ours(Path file, ArchiveFiles files) {
        Set<String> found = new HashSet<>();
        try (LocalStorage folder = new LocalStorage(requireNonNull(file.getParent()))) {
            Optional<Manifest> manifest = Manifests.file(folder, files.archive());
            manifest.ifPresent(known -> {
                known.files().keySet().forEach(one -> found.add(files.path(one)));
                List.of(Manifest.FILE, Manifest.MARKER, DrillRecord.FILE).forEach(one -> found.add(files.path(one)));
            });
        } catch (IOException | BelayException e) {
            // Not ours, or nobody can tell.
        }
        return found;
    }

    String name() {
        return requireNonNull(file.getFileName()).toString();
    }

    /** Writes the rows. */
    interface Content {
        void write(ArchiveWriter writer) throws IOException;
    }

    void write(Toc toc, Content content) throws IOException {
        Path path = draft.path(name());
        if (layout == Layout.CUSTOM && seal.isEmpty()) {
            // Where it can be rewound, the table of contents says where the data of each entry is.
            try (ArchiveWriter writer = ArchiveWriter.custom(path, toc)) {
                content.write(writer);
                writer.finish();
            }
            return;
        }
        OutputStream raw = draft.create(name());
        OutputStream out = seal.isPresent() ? seal.get().seal(raw) : raw;
        try (ArchiveWriter writer = layout == Layout.TAR
                ? ArchiveWriter.tar(out, toc, requireNonNull(path.getParent()))
                : ArchiveWriter.custom(out, toc)) {
            content.write(writer);
            writer.finish();
        }
        out.close();
    }

    /** A file beside it, whose name begins with its own. */
    OutputStream beside(String name) throws IOException {
        String beside = ArchiveFiles.beside(name(), name);
        besides.add(beside);
        return draft.create(beside);
    }

    /** As it is on disk. */
    FileEntry entry() throws IOException {
        Path path = draft.path(name());
        MessageDigest digest = Ledger.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new FileEntry(Files.size(path), HexFormat.of().formatHex(digest.digest()));
    }

    void commit() throws IOException {
        draft.commit(besides);
    }

    @Override
    public void close() throws IOException {
        draft.close();
    }
}
