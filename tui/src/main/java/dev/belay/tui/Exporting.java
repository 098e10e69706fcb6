package dev.belay.tui;

import static java.util.Objects.requireNonNull;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Export;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes an export whole or not at all, and for its owner alone: it may be what an encrypted archive holds. */
final class Exporting {
    private Exporting() {}

    static void run(ArchiveReader reader, ExportRequest request) {
        Path to = request.to().toAbsolutePath().normalize();
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new BelayException(Kind.USAGE, to + " is there already", "give a name that is free");
        }
        if (!Files.isDirectory(requireNonNull(to.getParent()))) {
            throw new BelayException(
                    Kind.USAGE,
                    "there is no folder " + to.getParent(),
                    "make it, or name a place in one that is there");
        }
        try {
            Path work = Files.createTempDirectory(requireNonNull(to.getParent()), ".belay-export-");
            try {
                Path made = work.resolve(String.valueOf(to.getFileName()));
                write(reader, request, made);
                Files.move(made, to, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(work);
            }
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP,
                    FileTrouble.sentence("cannot write " + to, e),
                    "is the folder there, and room in it?",
                    e);
        }
    }

    private static void write(ArchiveReader reader, ExportRequest request, Path made) throws IOException {
        if (request.format().isPresent()) {
            Export.toPath(reader, request.format().get(), made);
        } else {
            byte[] key = new byte[16];
            new SecureRandom().nextBytes(key);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(made))) {
                Export.toSql(reader, out, HexFormat.of().formatHex(key));
            }
        }
        if (Files.getFileStore(made).supportsFileAttributeView("posix")) {
            Files.walkFileTree(made, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    private static void delete(Path top) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
