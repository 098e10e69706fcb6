package dev.belay.backup.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes objects: the first alone, because everything hangs on it, then as many at once as the service takes. */
final class Deletion {
    private static final int AT_ONCE = 1000;

    private final Bucket bucket;
    private boolean oneByOne;

    private Deletion(Bucket bucket) {
        this.bucket = bucket;
    }

    static void of(Bucket bucket, Collection<String> files) throws IOException {
        List<String> keys = new ArrayList<>();
        for (String file : files) {
            keys.add(bucket.key(file));
        }
        new Deletion(bucket).run(keys);
    }

    private void run(List<String> keys) throws IOException {
        for (int from = 0, to; from < keys.size(); from = to) {
            to = from == 0 ? 1 : Math.min(keys.size(), from + AT_ONCE);
            some(keys.subList(from, to));
        }
    }

    private void some(List<String> keys) throws IOException {
        if (keys.size() > 1 && !oneByOne) {
            try {
                together(keys);
                return;
            } catch (SdkException e) {
                if (!Failure.status(e, 501) && !Failure.status(e, 400) && !Failure.status(e, 405)) {
                    throw Failure.of("delete from " + bucket.place().name(), e);
                }
                // Not every service has this.
                oneByOne = true;
            }
        }
        for (String key : keys) {
            Failure.told(
                    "delete s3://" + bucket.name() + "/" + key,
                    () -> bucket.client()
                            .deleteObject(
                                    request -> request.bucket(bucket.name()).key(key)));
        }
    }

    private void together(List<String> keys) throws IOException {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        List<S3Error> errors = bucket.client()
                .deleteObjects(request -> request.bucket(bucket.name())
                        .delete(delete -> delete.objects(objects).quiet(true)))
                .errors();
        if (!errors.isEmpty()) {
            S3Error first = errors.get(0);
            throw new IOException("cannot delete s3://" + bucket.name() + "/" + first.key() + ": the service says "
                    + first.code() + ": " + first.message());
        }
    }
}
