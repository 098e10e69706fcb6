package dev.belay.backup.s3;

import dev.belay.core.BelayException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file of a draft: a small one is one request, a larger one is sent in parts while it is written. */
final class S3Output extends OutputStream {
    private static final int SMALLEST = 1 << 16;

    private final Bucket bucket;
    private final String name;
    private final Parts sender;
    private final Consumer<S3Output> complete;
    private final PartSizes sizes;
    private byte[] buffer = new byte[SMALLEST];
    private int filled;
    private int partNumber = 1;
    private @Nullable Upload upload;
    private @Nullable IOException failure;
    private boolean closed;

    /** @param complete is told when the object is there */
    S3Output(Bucket bucket, String name, Parts sender, Consumer<S3Output> complete) {
        this.bucket = bucket;
        this.name = name;
        this.sender = sender;
        this.complete = complete;
        this.sizes = new PartSizes(bucket.options().partSize());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        attempt(() -> {
            int done = 0;
            while (done < length) {
                int taken = Math.min(length - done, sizes.size(partNumber) - filled);
                room(taken);
                System.arraycopy(bytes, offset + done, buffer, filled, taken);
                filled += taken;
                done += taken;
                if (filled == sizes.size(partNumber)) {
                    send();
                }
            }
        });
    }

    private void room(int more) {
        if (filled + more > buffer.length) {
            int wanted = (int) Math.max(filled + (long) more, 2L * buffer.length);
            buffer = Arrays.copyOf(buffer, Math.min(sizes.size(partNumber), wanted));
        }
    }

    private void send() throws IOException {
        if (upload == null) {
            upload = Upload.begin(bucket, name, sender);
        }
        upload.add(buffer, filled);
        // The sent one belongs to the upload; the next will be as large.
        buffer = new byte[sizes.size(++partNumber)];
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (closed && failure == null) {
            return;
        }
        closed = true;
        attempt(() -> {
            if (upload == null) {
                bucket.write(name, buffer, filled);
            } else {
                if (filled > 0) {
                    upload.add(buffer, filled);
                }
                upload.complete();
            }
        });
        buffer = new byte[0];
        complete.accept(this);
    }

    /** Takes away what has been sent of it. */
    void giveUp() throws IOException {
        closed = true;
        failure = new IOException("cannot write " + bucket.label(name) + ": it was given up");
        buffer = new byte[0];
        if (upload != null) {
            upload.abort();
        }
    }

    private void attempt(Step step) throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
        try {
            step.run();
        } catch (IOException e) {
            failure = e;
            throw e;
        } catch (BelayException e) {
            failure = new IOException(e.getMessage(), e);
            throw e;
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
