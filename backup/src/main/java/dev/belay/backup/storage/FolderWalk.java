package dev.belay.backup.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import dev.belay.backup.storage.Contents.Closed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Looks through folders on a disk. Links, and what begins with a dot, are passed over. */
final class FolderWalk extends SimpleFileVisitor<Path> {
    /** Archives lie two folders deep; whoever names the root of a disk gets no walk through all of it. */
    private static final int DEEPEST = 6;
    /** Of file systems, at the root of a disk; only root may read it. */
    private static final String NOT_OURS = "lost+found";

    private final Path root;
    private final Path start;
    private final List<StoredFile> files = new ArrayList<>();
    private final Map<Path, Closed> closed = new TreeMap<>();

    FolderWalk(Path root, Path start) {
        this.root = root;
        this.start = start;
    }

    /** What lies below a folder, with names relative to the root. */
    static Contents contents(Path root, Path start) throws IOException {
        return contents(root, start, DEEPEST);
    }

    /** The files that lie in it, without those of folders below it. */
    static List<StoredFile> filesIn(Path root, Path start) throws IOException {
        return contents(root, start, 1).whole();
    }

    private static Contents contents(Path root, Path start, int depth) throws IOException {
        FolderWalk walk = new FolderWalk(root, start);
        walk(start, walk, depth);
        return walk.seen();
    }

    Contents seen() {
        return new Contents(
                files.stream().sorted(Comparator.comparing(StoredFile::name)).toList(),
                closed.values().stream()
                        .sorted(Comparator.comparing(Closed::name))
                        .toList());
    }

    static void walk(Path start, FileVisitor<Path> visitor) throws IOException {
        walk(start, visitor, DEEPEST);
    }

    private static void walk(Path start, FileVisitor<Path> visitor, int depth) throws IOException {
        if (Files.isDirectory(start)) {
            Files.walkFileTree(start, Set.of(), depth, visitor);
        }
    }

    static StoredFile stored(String name, BasicFileAttributes attributes) {
        return new StoredFile(
                name, attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    /** A path as a storage names it. */
    static String name(Path root, Path path) {
        return StreamSupport.stream(root.relativize(path).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.equals(start) || !passedOver(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && !passedOver(file)) {
            files.add(stored(name(root, file), attributes));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            // Somebody has pruned meanwhile.
            return FileVisitResult.CONTINUE;
        }
        if (passedOver(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (e instanceof AccessDeniedException && !file.equals(start)) {
            close(file, e);
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }

    /** In a folder that may be listed, but not entered, it is the folder that is closed, and not each of its files. */
    private void close(Path file, IOException e) throws IOException {
        Path folder = requireNonNull(file.getParent());
        Path shut = folder.equals(start) || Files.isExecutable(folder) ? file : folder;
        if (!closed.containsKey(shut)) {
            Instant modified = Files.getLastModifiedTime(shut, NOFOLLOW_LINKS).toInstant();
            closed.put(shut, new Closed(name(root, shut), modified, e));
        }
    }

    private static boolean passedOver(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.equals(NOT_OURS);
    }
}
