package dev.belay.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import dev.belay.backup.Manifest.FileEntry;
import dev.belay.backup.archive.ArchiveWriter;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.Toc;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** An archive that is one file, and what lies beside it. Nothing of it has its name until it is whole. */
final class SingleFile {
    private static final int BUFFER = 1 << 18;

    private final Path file;
    private final Layout layout;
    private final Optional<Seal> seal;

    SingleFile(Path file, Layout layout, Optional<Seal> seal) throws IOException {
        this.file = file.toAbsolutePath();
        this.layout = layout;
        this.seal = seal;
        if (Files.exists(this.file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    String name() {
        return requireNonNull(file.getFileName()).toString();
    }

    /** Writes the rows. */
    interface Content {
        void write(ArchiveWriter writer) throws IOException;
    }

    void write(Toc toc, Content content) throws IOException {
        if (layout == Layout.CUSTOM && seal.isEmpty()) {
            // Where it can be rewound, the table of contents says where the data of each entry is.
            try (ArchiveWriter writer = ArchiveWriter.custom(file, toc)) {
                content.write(writer);
                writer.finish();
            }
            onlyOurs(file);
            return;
        }
        Path partial = file.resolveSibling(name() + ".partial");
        Files.deleteIfExists(partial);
        try (FileChannel channel = FileChannel.open(partial, CREATE_NEW, WRITE)) {
            onlyOurs(partial);
            OutputStream raw = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            OutputStream out = seal.isPresent() ? seal.get().seal(raw) : raw;
            try (ArchiveWriter writer = layout == Layout.TAR
                    ? ArchiveWriter.tar(out, toc, requireNonNull(file.getParent()))
                    : ArchiveWriter.custom(out, toc)) {
                content.write(writer);
                writer.finish();
            }
            out.flush();
            if (seal.isEmpty()) {
                channel.force(true);
            }
            out.close();
            Files.move(partial, file, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void onlyOurs(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(
                    path, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
    }

    /** A file beside it, whose name begins with its own. */
    OutputStream beside(String name) throws IOException {
        Path path = file.resolveSibling(name() + "." + name);
        OutputStream out = Files.newOutputStream(path);
        onlyOurs(path);
        return out;
    }

    /** As it is on disk. */
    FileEntry entry() throws IOException {
        MessageDigest digest = Ledger.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new FileEntry(Files.size(file), HexFormat.of().formatHex(digest.digest()));
    }
}
