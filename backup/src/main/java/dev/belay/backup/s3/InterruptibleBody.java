package dev.belay.backup.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.AbortableInputStream;

/** What a service answers, read by another thread in large pieces, so that whoever waits for the next can be interrupted. */
final class InterruptibleBody extends InputStream implements Abortable {
    /** Each piece costs two changes of threads. */
    private static final int PIECE = 1 << 17;

    private final AbortableInputStream body;
    private final ExecutorService readers;
    private final byte[] piece = new byte[PIECE];
    private int next;
    private int end;
    private boolean givenUp;

    InterruptibleBody(AbortableInputStream body, ExecutorService readers) {
        this.body = body;
        this.readers = readers;
    }

    @Override
    public int read() throws IOException {
        return next < end || fill() ? piece[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == end && !fill()) {
            return -1;
        }
        int read = Math.min(length, end - next);
        System.arraycopy(piece, next, bytes, offset, read);
        next += read;
        return read;
    }

    private boolean fill() throws IOException {
        if (givenUp) {
            throw new InterruptedIOException("interrupted");
        }
        Future<Integer> more = readers.submit(() -> body.read(piece, 0, PIECE));
        try {
            next = 0;
            end = Math.max(0, more.get());
            return end > 0;
        } catch (InterruptedException e) {
            end = 0;
            abort();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            end = 0;
            throw InterruptibleReads.failure(e);
        }
    }

    /** By another thread: a connection that is being read from is closed only when that has come to its end. */
    @Override
    public void abort() {
        if (!givenUp) {
            givenUp = true;
            readers.execute(body::abort);
        }
    }

    @Override
    public void close() throws IOException {
        if (!givenUp) {
            body.close();
        }
    }
}
