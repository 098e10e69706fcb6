package dev.belay.backup.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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

    private FolderWalk(Path root, Path start) {
        this.root = root;
        this.start = start;
    }

    /** The files below a folder, sorted by their names relative to the root. */
    static List<StoredFile> files(Path root, Path start) throws IOException {
        return files(root, start, DEEPEST);
    }

    /** The same without those of folders below it. */
    static List<StoredFile> filesIn(Path root, Path start) throws IOException {
        return files(root, start, 1);
    }

    private static List<StoredFile> files(Path root, Path start, int depth) throws IOException {
        FolderWalk walk = new FolderWalk(root, start);
        walk(start, walk, depth);
        walk.files.sort(Comparator.comparing(StoredFile::name));
        return List.copyOf(walk.files);
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
        throw e;
    }

    private static boolean passedOver(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.equals(NOT_OURS);
    }
}
