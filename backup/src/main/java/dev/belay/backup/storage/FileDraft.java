package dev.belay.backup.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import dev.belay.core.Amount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that is being written, and others that shall lie beside it. Until it is whole all of it is in a hidden folder with a
 * lock, as a {@link LocalDraft} is: what a killed process leaves behind is found in the same way.
 */
public final class FileDraft implements AutoCloseable {
    /** The folder's name ends with it: beside files of others' nothing else tells what is ours. */
    private static final String OURS = ".belay";

    private final Path target;
    private final Path folder;
    private final DraftLock lock;
    private final Set<DraftOutput> unfinished = ConcurrentHashMap.newKeySet();
    private final List<Path> moved = new ArrayList<>();
    private boolean ended;

    private FileDraft(Path target, Path folder, DraftLock lock) {
        this.target = target;
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Begins one. What a killed process has left of the same file goes.
     *
     * @param target whose folder is there
     * @throws FileAlreadyExistsException when the file is there, or somebody is writing it
     */
    public static FileDraft begin(Path target) throws IOException {
        refuse(target);
        Path ours = target.resolveSibling(target.getFileName() + OURS);
        DraftLock lock = DraftLock.attempt(LocalLeftovers.lockOf(ours))
                .orElseThrow(() -> new FileAlreadyExistsException(target + ", which somebody is writing"));
        try {
            Path folder = LocalLeftovers.draftOf(ours);
            if (lock.certain()) {
                LocalLeftovers.deleteTree(folder);
            }
            OwnerOnly.createFolder(folder);
            return new FileDraft(target, folder, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static void refuse(Path target) throws IOException {
        if (Files.exists(target, NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    /** Where a file of this name is until then. Others that are put there go with the draft. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    /** A new file, which counts when its stream is closed. */
    public OutputStream create(String name) throws IOException {
        DraftOutput out = new DraftOutput(path(name), unfinished::remove);
        unfinished.add(out);
        return out;
    }

    /**
     * Brings files to where they belong, safe on disk: first those beside it, which replace others of their names, and last
     * of all the file itself, which replaces none.
     */
    public void commit(List<String> besides) throws IOException {
        if (!unfinished.isEmpty()) {
            throw new IllegalStateException("not complete: " + Amount.of(unfinished.size(), "file"));
        }
        String name = requireNonNull(target.getFileName()).toString();
        for (String beside : besides) {
            OwnerOnly.force(path(beside));
        }
        OwnerOnly.force(path(name));
        refuse(target);
        for (String beside : besides) {
            Path place = target.resolveSibling(beside);
            Files.move(path(beside), place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            moved.add(place);
        }
        Path parent = requireNonNull(target.getParent());
        // What tells of it is there before it is.
        OwnerOnly.forceFolder(parent);
        refuse(target);
        Files.move(path(name), target, StandardCopyOption.ATOMIC_MOVE);
        moved.clear();
        OwnerOnly.forceFolder(parent);
    }

    /** Takes away what is left; without a {@link #commit} before it, that is everything. */
    @Override
    public void close() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        try {
            for (DraftOutput out : unfinished) {
                out.giveUp();
            }
            for (Path place : moved) {
                Files.deleteIfExists(place);
            }
            LocalLeftovers.deleteTree(folder);
        } finally {
            lock.close();
        }
    }
}
