package dev.belay.backup.s3;

import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Names;
import dev.belay.core.Amount;
import dev.belay.core.BelayException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Objects that are there at once, but are no archive before the marker is. */
final class S3Draft implements Draft {
    private final Bucket bucket;
    private final String folder;
    private final Parts sender;
    private final Queue<String> written = new ConcurrentLinkedQueue<>();
    private final Set<S3Output> unfinished = ConcurrentHashMap.newKeySet();
    private Optional<String> marker = Optional.empty();
    private boolean ended;

    S3Draft(Bucket bucket, String folder) {
        this.bucket = bucket;
        this.folder = folder;
        this.sender = new Parts(bucket.options().partSize());
    }

    @Override
    public OutputStream create(String name) throws IOException {
        String whole = folder + "/" + Names.plain(name);
        S3Output out = new S3Output(bucket, whole, sender, unfinished::remove);
        unfinished.add(out);
        written.add(whole);
        return out;
    }

    @Override
    public synchronized void commit(String name, byte[] content) throws IOException {
        if (ended || !unfinished.isEmpty()) {
            throw new IllegalStateException(
                    ended ? "has ended" : "not complete: " + Amount.of(unfinished.size(), "file"));
        }
        String whole = folder + "/" + Names.plain(name);
        try {
            bucket.writeNew(whole, content);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | BelayException e) {
            // Nobody knows whether it is there.
            marker = Optional.of(whole);
            throw e;
        }
        ended = true;
        sender.close();
    }

    @Override
    public synchronized void close() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        // Who was interrupted must still be able to tidy up.
        boolean interrupted = Thread.interrupted();
        try {
            sender.close();
            tidyUp();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tidyUp() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (S3Output out : unfinished) {
            attempt(out::giveUp, failures);
        }
        List<String> files = new ArrayList<>(marker.stream().toList());
        files.addAll(written);
        attempt(() -> Deletion.of(bucket, files), failures);
        if (!failures.isEmpty()) {
            IOException first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static void attempt(Step step, List<IOException> failures) {
        try {
            step.run();
        } catch (IOException e) {
            failures.add(e);
        } catch (BelayException e) {
            failures.add(new IOException(e.getMessage(), e));
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
