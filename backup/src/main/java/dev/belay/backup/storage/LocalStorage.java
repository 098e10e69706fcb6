package dev.belay.backup.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folders on a disk. Files are for their owner alone, folders too, and what is committed has reached the disk. A link among
 * them could lead anywhere, so none is followed; only the folder that was asked for may be one.
 */
public final class LocalStorage implements Storage {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final Path root;

    /** @param root which is made when something is written to it */
    public LocalStorage(Path root) throws IOException {
        Path whole = root.toAbsolutePath().normalize();
        this.name = whole.toString();
        this.root = Files.exists(whole) ? whole.toRealPath() : whole;
        if (Files.exists(whole) && !Files.isDirectory(whole)) {
            throw new NotDirectoryException(name);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Contents contents(String folder) throws IOException {
        Path start = folder.isEmpty() ? root : resolve(folder);
        return FolderWalk.contents(root, start);
    }

    @Override
    public List<StoredFile> files(String folder) throws IOException {
        Path start = folder.isEmpty() ? root : resolve(folder);
        return FolderWalk.filesIn(root, start);
    }

    @Override
    public Optional<StoredFile> find(String file) throws IOException {
        Path path = resolve(file);
        if (Files.isRegularFile(requireNonNull(path.getParent()))) {
            // There is nothing in a file.
            return Optional.empty();
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? Optional.of(FolderWalk.stored(file, attributes)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream read(String file, long from) throws IOException {
        Path path = resolve(file);
        if (find(file).isEmpty()) {
            throw new NoSuchFileException(path.toString());
        }
        SeekableByteChannel channel = Files.newByteChannel(path, StandardOpenOption.READ, NOFOLLOW_LINKS);
        channel.position(from);
        return new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
    }

    @Override
    public Draft draft(String folder) throws IOException {
        Path target = resolve(folder);
        if (Files.exists(target, NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        return LocalDraft.begin(root, target);
    }

    @Override
    public void put(String file, byte[] content) throws IOException {
        Path path = resolve(file);
        Path partial = path.resolveSibling("." + path.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, OwnerOnly.file(partial));
        try {
            Files.write(partial, content);
            OwnerOnly.force(partial);
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            OwnerOnly.forceFolder(requireNonNull(path.getParent()));
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    @Override
    public void delete(Collection<String> files) throws IOException {
        for (String file : files) {
            Path path = resolve(file);
            if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
                throw new FileSystemException(path.toString(), null, "is a folder");
            }
            Files.deleteIfExists(path);
            deleteEmptyFolders(path.getParent());
        }
    }

    private void deleteEmptyFolders(@Nullable Path lowest) throws IOException {
        for (Path folder = lowest; folder != null && !folder.equals(root); folder = folder.getParent()) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    @Override
    public List<Leftover> leftovers() throws IOException {
        return LocalLeftovers.in(root);
    }

    @Override
    public void discard(Leftover leftover) throws IOException {
        LocalLeftovers.discard(root, leftover);
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private static Path resolve(Path folder, String part) throws IOException {
        try {
            return folder.resolve(part);
        } catch (InvalidPathException e) {
            // A file system or locale without these letters has no such file.
            throw new NoSuchFileException(folder + "/" + part);
        }
    }

    /** Where a file or folder of this name is, or would be: below the root, and through no link. */
    private Path resolve(String name) throws IOException {
        Path path = root;
        for (String part : Names.parts(name)) {
            if (!path.equals(root) && Files.isSymbolicLink(path)) {
                throw new FileSystemException(path.toString(), null, "is a symbolic link, and none is followed");
            }
            path = resolve(path, part);
        }
        return path;
    }
}
