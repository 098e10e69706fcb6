package dev.belay.backup.s3;

import static java.util.Objects.requireNonNullElse;

import dev.belay.core.BelayException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** An object that is sent in parts, several at a time. */
final class Upload {
    private final Bucket bucket;
    private final String name;
    private final String key;
    private final Parts sender;
    private final String id;
    private final List<Future<CompletedPart>> parts = new ArrayList<>();
    private long size;

    private Upload(Bucket bucket, String name, String key, Parts sender, String id) {
        this.bucket = bucket;
        this.name = name;
        this.key = key;
        this.sender = sender;
        this.id = id;
    }

    static Upload begin(Bucket bucket, String name, Parts sender) throws IOException {
        String key = bucket.key(name);
        boolean[] again = new boolean[1];
        String id = Failure.told("begin the upload of " + bucket.label(name), () -> {
            if (again[0]) {
                // The answer was lost, and with it the id of an upload that would stay for ever.
                abortAll(bucket, key);
            }
            again[0] = true;
            return bucket.client()
                    .createMultipartUpload(bucket.upload(key).build())
                    .uploadId();
        });
        return new Upload(bucket, name, key, sender, id);
    }

    /** The next part. The bytes are not to be changed any more. */
    void add(byte[] bytes, int length) throws IOException {
        int number = parts.size() + 1;
        if (number > PartSizes.MOST_PARTS) {
            throw new IOException("cannot write " + bucket.label(name) + ": it has more than " + PartSizes.MOST_PARTS
                    + " parts; a larger part-size allows more");
        }
        for (Future<CompletedPart> part : parts) {
            if (part.isDone()) {
                done(part);
            }
        }
        size += length;
        parts.add(sender.send(length, () -> send(number, bytes, length)));
    }

    private CompletedPart send(int number, byte[] bytes, int length) throws IOException {
        String what = "write part " + number + " of " + bucket.label(name);
        return Failure.told(what, () -> {
            String tag = bucket.client()
                    .uploadPart(
                            request -> request.bucket(bucket.name())
                                    .key(key)
                                    .uploadId(id)
                                    .partNumber(number)
                                    .contentMD5(bucket.md5(bytes, length).orElse(null)),
                            bucket.body(bytes, length))
                    .eTag();
            return CompletedPart.builder().partNumber(number).eTag(tag).build();
        });
    }

    /** Makes them one object. */
    void complete() throws IOException {
        List<CompletedPart> completed = new ArrayList<>();
        for (Future<CompletedPart> part : parts) {
            completed.add(done(part));
        }
        Failure.told("complete the upload of " + bucket.label(name), () -> {
            try {
                return bucket.client()
                        .completeMultipartUpload(request -> request.bucket(bucket.name())
                                .key(key)
                                .uploadId(id)
                                .multipartUpload(upload -> upload.parts(completed)));
            } catch (SdkException e) {
                // The answer to the first attempt may have been lost, and the second finds no upload any more.
                if (Failure.status(e, 404) && isThere()) {
                    return completed;
                }
                throw e;
            }
        });
    }

    private boolean isThere() {
        try {
            return bucket.client()
                            .headObject(request -> request.bucket(bucket.name()).key(key))
                            .contentLength()
                    == size;
        } catch (SdkException e) {
            return false;
        }
    }

    private CompletedPart done(Future<CompletedPart> part) throws IOException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            Throwable cause = requireNonNullElse(e.getCause(), e);
            if (cause instanceof BelayException refused) {
                throw refused;
            }
            throw new IOException(cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + bucket.label(name) + " was written");
        }
    }

    /** Takes all away. Nothing may be on its way any more: a part that arrives later would stay. */
    void abort() throws IOException {
        abort(bucket, key, id);
    }

    static void abort(Bucket bucket, String key, String id) throws IOException {
        Failure.told("abort the upload of s3://" + bucket.name() + "/" + key, () -> {
            try {
                return bucket.client()
                        .abortMultipartUpload(request ->
                                request.bucket(bucket.name()).key(key).uploadId(id));
            } catch (SdkException e) {
                if (Failure.status(e, 404) || !listed(bucket, key, id)) {
                    return id;
                }
                throw e;
            }
        });
    }

    /** Nobody else writes under this key. */
    private static void abortAll(Bucket bucket, String key) {
        bucket
                .client()
                .listMultipartUploadsPaginator(
                        request -> request.bucket(bucket.name()).prefix(key))
                .uploads()
                .stream()
                .filter(upload -> upload.key().equals(key))
                .forEach(upload -> bucket.client()
                        .abortMultipartUpload(request ->
                                request.bucket(bucket.name()).key(key).uploadId(upload.uploadId())));
    }

    /** Services word it in several ways that there is no such upload. */
    private static boolean listed(Bucket bucket, String key, String id) {
        try {
            return bucket
                    .client()
                    .listMultipartUploadsPaginator(
                            request -> request.bucket(bucket.name()).prefix(key))
                    .uploads()
                    .stream()
                    .anyMatch(upload -> upload.uploadId().equals(id));
        } catch (SdkException e) {
            return true;
        }
    }
}
