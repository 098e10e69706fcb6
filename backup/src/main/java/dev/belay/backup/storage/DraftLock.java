package dev.belay.backup.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sign that somebody works on a draft: a locked file beside it. The lock goes when its process dies, however it dies,
 * and it says so to other containers too, where the number of a process would mean another one.
 */
final class DraftLock implements AutoCloseable {
    /**
     * What this process holds. To open such a file once more and close it would free the lock, because POSIX locks belong
     * to the process: so that is asked first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final Set<OpenOption> HOW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, NOFOLLOW_LINKS);

    private final Path file;
    private final FileChannel channel;
    private final boolean certain;

    private DraftLock(Path file, FileChannel channel, boolean certain) {
        this.file = file;
        this.channel = channel;
        this.certain = certain;
    }

    /** For a new draft, and for taking one away. Empty while somebody holds it. */
    static Optional<DraftLock> attempt(Path file) throws IOException {
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, HOW, OwnerOnly.file(file));
            Held held = lock(channel);
            if (held != Held.BY_ANOTHER) {
                return Optional.of(new DraftLock(file, channel, held == Held.BY_US));
            }
            release(file, channel);
            return Optional.empty();
        } catch (IOException e) {
            release(file, channel);
            throw e;
        }
    }

    private enum Held {
        BY_US,
        BY_ANOTHER,
        NOBODY_KNOWS
    }

    /** A file system without locks must not keep anybody from backing up: there only its age tells a dead draft. */
    private static Held lock(FileChannel channel) {
        try {
            return channel.tryLock() == null ? Held.BY_ANOTHER : Held.BY_US;
        } catch (IOException e) {
            return Held.NOBODY_KNOWS;
        }
    }

    /** Whether nobody else can hold it, which a file system without locks does not tell. */
    boolean certain() {
        return certain;
    }

    /** Whether it is certain that nobody holds it. Nothing is changed. */
    static boolean free(Path file) {
        if (!HELD.add(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE, NOFOLLOW_LINKS));
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            HELD.remove(file);
        }
    }

    private static void release(Path file, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(file);
        }
    }

    /** Takes the file away too. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            release(file, channel);
        }
    }
}
