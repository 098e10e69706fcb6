package dev.belay.backup.archive;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A folder on disk that an archive is written into. */
final class NewFolder implements FileSink {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Queue<Path> written = new ConcurrentLinkedQueue<>();

    NewFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new DirectoryNotEmptyException(folder.toString());
            }
        }
    }

    @Override
    public OutputStream create(String name) throws IOException {
        Path file = folder.resolve(name);
        written.add(file);
        return new BufferedOutputStream(Files.newOutputStream(file, CREATE_NEW, WRITE), BUFFER);
    }

    /** Makes all that was written until now survive a crash. */
    void force() throws IOException {
        for (Path file = written.poll(); file != null; file = written.poll()) {
            force(file, WRITE);
        }
        force(folder, READ);
    }

    private static void force(Path file, OpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
    }
}
