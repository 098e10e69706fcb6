package dev.belay.backup.storage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Drafts on a disk that are not finished: {@code .<name>.draft} and {@code .<name>.lock} beside it. */
final class LocalLeftovers extends SimpleFileVisitor<Path> {
    private static final Pattern DRAFT = Pattern.compile("\\.(.+)\\.(draft|lock)");

    private final Path root;
    private final List<Leftover> found = new ArrayList<>();

    private LocalLeftovers(Path root) {
        this.root = root;
    }

    static Path draftOf(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".draft");
    }

    static Path lockOf(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".lock");
    }

    static List<Leftover> in(Path root) throws IOException {
        LocalLeftovers visitor = new LocalLeftovers(root);
        FolderWalk.walk(root, visitor);
        return List.copyOf(visitor.found);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (folder.equals(root) || !folder.getFileName().toString().startsWith(".")) {
            return FileVisitResult.CONTINUE;
        }
        look(folder);
        return FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        // A lock beside its draft was seen with it.
        Optional<Path> target = target(file);
        if (attributes.isRegularFile() && target.isPresent() && !Files.exists(draftOf(target.get()))) {
            look(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        // Where we may not read we have not written.
        return FileVisitResult.CONTINUE;
    }

    private void look(Path path) throws IOException {
        Optional<Path> target = target(path);
        if (target.isEmpty()) {
            return;
        }
        Optional<Instant> since = newest(path);
        since.ifPresent(time ->
                found.add(new Leftover(FolderWalk.name(root, path), "", time, DraftLock.free(lockOf(target.get())))));
    }

    private static Optional<Path> target(Path path) {
        Matcher name = DRAFT.matcher(path.getFileName().toString());
        return name.matches() ? Optional.of(path.resolveSibling(name.group(1))) : Optional.empty();
    }

    /** When something in it was last written. */
    private static Optional<Instant> newest(Path path) throws IOException {
        List<Instant> times = new ArrayList<>();
        try {
            times.add(Files.getLastModifiedTime(path).toInstant());
            for (StoredFile file : FolderWalk.contents(path, path).files()) {
                times.add(file.modified());
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return times.stream().max(Instant::compareTo);
    }

    /** Takes it away, unless somebody works on it after all. */
    static void discard(Path root, Leftover leftover) throws IOException {
        Path path = root.resolve(leftover.name()).normalize();
        Optional<Path> target = target(path);
        if (target.isEmpty() || !path.startsWith(root)) {
            throw new FileSystemException(path.toString(), null, "is no draft");
        }
        if (!Files.exists(requireNonNull(path.getParent()))) {
            return;
        }
        Optional<DraftLock> lock = DraftLock.attempt(lockOf(target.get()));
        if (lock.isPresent()) {
            try (DraftLock held = lock.get()) {
                deleteTree(draftOf(target.get()));
            }
        }
    }

    /** Links go, not what they lead to. */
    static void deleteTree(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
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
