package dev.belay.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** A folder whose files begin, and then go on for nobody, as a network may: only an interruption ends it. */
public final class StallingStorage extends FolderStorage {
    private static final int BEGINNING = 100;

    private final Predicate<String> stalling;
    private final CountDownLatch reached = new CountDownLatch(1);

    /** @param stalling the names of the files that do not come to their end */
    public StallingStorage(Path root, Predicate<String> stalling) {
        super(root);
        this.stalling = stalling;
    }

    /** Waits until somebody waits for the rest of such a file. */
    public void awaitReader() throws InterruptedException {
        reached.await();
    }

    @Override
    public InputStream read(String file, long from) throws IOException {
        InputStream whole = super.read(file, from);
        if (!stalling.test(file)) {
            return whole;
        }
        try (whole) {
            return new SequenceInputStream(new ByteArrayInputStream(whole.readNBytes(BEGINNING)), new Silence());
        }
    }

    private final class Silence extends InputStream {
        @Override
        public int read() throws IOException {
            reached.countDown();
            try {
                new CountDownLatch(1).await();
                return -1;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }
}
