package dev.belay.backup.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object from a place to its end. A connection that breaks is made again, for the rest, as long as it gets on. */
final class ResumingInput extends InputStream {
    private static final int TRIES = 5;
    private static final int PAUSE = 200;

    private final Bucket bucket;
    private final String name;
    private final String key;
    private @Nullable ResponseInputStream<GetObjectResponse> in;
    private @Nullable String tag;
    private long position;
    private long end = Long.MAX_VALUE;
    private int failures;

    private ResumingInput(Bucket bucket, String name, String key, long from) {
        this.bucket = bucket;
        this.name = name;
        this.key = key;
        this.position = from;
    }

    static ResumingInput open(Bucket bucket, String name, long from) throws IOException {
        ResumingInput input = new ResumingInput(bucket, name, bucket.key(name), from);
        input.connect();
        return input;
    }

    private void connect() throws IOException {
        Optional<ResponseInputStream<GetObjectResponse>> rest = Failure.told("read " + what(), () -> {
            try {
                return Optional.of(rest());
            } catch (SdkException e) {
                if (Failure.status(e, 416)) {
                    return Optional.empty();
                }
                if (Failure.status(e, 404)) {
                    throw new NoSuchFileException(bucket.label(name));
                }
                throw e;
            }
        });
        in = rest.orElse(null);
        end = rest.isPresent() ? end : position;
    }

    private String what() {
        return bucket.label(name) + (position == 0 ? "" : " from byte " + position);
    }

    private ResponseInputStream<GetObjectResponse> rest() throws IOException {
        ResponseInputStream<GetObjectResponse> rest = bucket.client()
                .getObject(request -> request.bucket(bucket.name())
                        .key(key)
                        .ifMatch(tag)
                        .range(position == 0 ? null : "bytes=" + position + "-"));
        tag = rest.response().eTag();
        long length = rest.response().contentLength();
        if (position == 0 || rest.response().contentRange() != null) {
            end = position + length;
            return rest;
        }
        // A service may take no notice of where it shall begin, and send all of it.
        try {
            rest.skipNBytes(Math.min(position, length));
        } catch (IOException e) {
            rest.abort();
            throw e;
        }
        end = Math.max(position, length);
        return rest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position < end) {
            if (in == null) {
                // What fails here has been tried several times by the library.
                connect();
                continue;
            }
            try {
                int read = in.read(bytes, offset, (int) Math.min(length, end - position));
                if (read < 0) {
                    throw new EOFException("the connection ended in the middle");
                }
                position += read;
                failures = 0;
                return read;
            } catch (IOException | SdkException e) {
                again(e);
            }
        }
        return -1;
    }

    private void again(Exception e) throws IOException {
        boolean interrupted = e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
        if (e instanceof NoSuchFileException
                || interrupted
                || Thread.currentThread().isInterrupted()) {
            throw e instanceof SdkException failure ? Failure.of("read " + what(), failure) : (IOException) e;
        }
        close();
        if (++failures == TRIES) {
            throw new IOException("cannot read " + what() + ", " + TRIES + " times: " + Failure.reason(e), e);
        }
        try {
            Thread.sleep((long) PAUSE << failures);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("cannot read " + what() + ": interrupted");
        }
    }

    /** To close the stream itself would read what is left of it. */
    @Override
    public void close() {
        if (in != null) {
            in.abort();
            in = null;
        }
    }
}
