package dev.belay.backup.storage;

import static java.util.Objects.requireNonNull;

import dev.belay.core.Amount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A folder with a hidden name beside the one that it will be: a crash leaves nothing that looks like an archive. */
final class LocalDraft implements Draft {
    private static final int TRIES = 3;

    private final Path root;
    private final Path target;
    private final Path folder;
    private final DraftLock lock;
    private final Forcing forcing = new Forcing();
    private final Set<DraftOutput> unfinished = ConcurrentHashMap.newKeySet();
    private boolean ended;

    private LocalDraft(Path root, Path target, Path folder, DraftLock lock) {
        this.root = root;
        this.target = target;
        this.folder = folder;
        this.lock = lock;
    }

    static LocalDraft begin(Path root, Path target) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return create(root, target);
            } catch (NoSuchFileException e) {
                // Somebody pruned the last archive of this database, and its empty folder with it.
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static LocalDraft create(Path root, Path target) throws IOException {
        OwnerOnly.createFolders(requireNonNull(target.getParent()));
        DraftLock lock = DraftLock.attempt(LocalLeftovers.lockOf(target))
                .orElseThrow(() -> new FileAlreadyExistsException(target + ", which somebody is writing"));
        try {
            Path folder = LocalLeftovers.draftOf(target);
            OwnerOnly.createFolder(folder);
            return new LocalDraft(root, target, folder, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public OutputStream create(String name) throws IOException {
        Path file = folder.resolve(Names.plain(name));
        DraftOutput out = new DraftOutput(file, this::complete);
        unfinished.add(out);
        return out;
    }

    private void complete(DraftOutput out) {
        forcing.begin(out.file());
        unfinished.remove(out);
    }

    @Override
    public synchronized void commit(String marker, byte[] content) throws IOException {
        if (ended || !unfinished.isEmpty()) {
            throw new IllegalStateException(
                    ended ? "has ended" : "not complete: " + Amount.of(unfinished.size(), "file"));
        }
        forcing.await();
        try (OutputStream out = create(marker)) {
            out.write(content);
        }
        forcing.await();
        OwnerOnly.forceFolder(folder);
        appear();
        ended = true;
        forcing.close();
        lock.close();
    }

    private void appear() throws IOException {
        // To rename a folder over an empty one succeeds.
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        for (Path above = target.getParent(); above != null; above = above.getParent()) {
            OwnerOnly.forceFolder(above);
            if (above.equals(root)) {
                break;
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        try {
            forcing.close();
            for (DraftOutput out : unfinished) {
                out.giveUp();
            }
            LocalLeftovers.deleteTree(folder);
        } finally {
            lock.close();
        }
    }
}
