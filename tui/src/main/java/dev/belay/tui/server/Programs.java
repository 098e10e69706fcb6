package dev.belay.tui.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The unpacked programs of one jar, held for one start.
 *
 * <p>The library that unpacks takes what an interrupted or full-disk attempt left for complete. So only programs that
 * have once started a server count, and others are removed before the next try; a lock keeps two first starts apart.
 */
final class Programs implements AutoCloseable {
    private static final int MEGABYTES_UNPACKED = 150;
    private static final String GOOD = ".good";
    private static final ReentrantLock FIRST_START = new ReentrantLock();

    private final Path folder;
    private final Path marker;
    private final FileChannel lock;

    private Programs(Path folder, Path marker, FileChannel lock) {
        this.folder = folder;
        this.marker = marker;
        this.lock = lock;
    }

    static Programs of(Binaries binaries, Path place) throws IOException {
        String name = binaries.fingerprint();
        Path folder = place.resolve(name);
        Programs programs = new Programs(
                folder,
                place.resolve(name + GOOD),
                FileChannel.open(place.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        try {
            programs.prepare(place);
            return programs;
        } catch (IOException | RuntimeException e) {
            programs.close();
            throw e;
        }
    }

    /** Keeps other first starts waiting, and clears away what one before has left. */
    private void prepare(Path place) throws IOException {
        if (Files.exists(marker)) {
            return;
        }
        FIRST_START.lock();
        lock.lock();
        if (!Files.exists(marker)) {
            delete(folder);
            forget(place);
            Room.require(MEGABYTES_UNPACKED, place, "BELAY_CACHE");
        }
    }

    Path folder() {
        return folder;
    }

    /** A server has started with these. */
    void proven() throws IOException {
        if (Files.exists(marker)) {
            Files.setLastModifiedTime(marker, FileTime.from(Instant.now()));
        } else {
            Files.createFile(marker);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        if (FIRST_START.isHeldByCurrentThread()) {
            FIRST_START.unlock();
        }
    }

    /** Removes what no server was started from for a month: the servers of older releases. */
    private static void forget(Path place) throws IOException {
        Instant monthAgo = Instant.now().minus(Duration.ofDays(30));
        try (DirectoryStream<Path> markers = Files.newDirectoryStream(place, "*" + GOOD)) {
            for (Path marker : markers) {
                if (Files.getLastModifiedTime(marker).toInstant().isBefore(monthAgo)) {
                    Files.delete(marker);
                    String name = marker.getFileName().toString();
                    delete(place.resolve(name.substring(0, name.length() - GOOD.length())));
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
