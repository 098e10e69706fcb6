package dev.belay.backup.s3;

import dev.belay.backup.storage.Contents;
import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Leftover;
import dev.belay.backup.storage.Names;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket, or what begins alike in it: each file is an object. */
final class S3Storage implements Storage {
    private final Bucket bucket;

    S3Storage(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public String name() {
        return bucket.place().name();
    }

    @Override
    public Contents contents(String folder) throws IOException {
        return new Contents(list(folder, request -> {}), List.of());
    }

    @Override
    public List<StoredFile> files(String folder) throws IOException {
        return list(folder, request -> request.delimiter("/"));
    }

    private List<StoredFile> list(String folder, Consumer<ListObjectsV2Request.Builder> more) throws IOException {
        String prefix = bucket.place().folder(folder);
        return Failure.told("list " + bucket.label(folder), () -> {
            List<StoredFile> files = new ArrayList<>();
            bucket.client()
                    .listObjectsV2Paginator(request ->
                            request.bucket(bucket.name()).prefix(prefix).applyMutation(more))
                    .contents()
                    .forEach(object -> file(object).ifPresent(files::add));
            files.sort(Comparator.comparing(StoredFile::name));
            return List.copyOf(files);
        });
    }

    /** Keys that could be no file's name, such as those that stand for folders, are none of ours. */
    private Optional<StoredFile> file(S3Object object) {
        String name = bucket.place().relative(object.key());
        try {
            Names.parts(name);
            return Optional.of(new StoredFile(name, object.size(), object.lastModified()));
        } catch (FileSystemException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<StoredFile> find(String file) throws IOException {
        String key = bucket.key(file);
        return Failure.told("look for " + bucket.label(file), () -> {
            try {
                HeadObjectResponse head = bucket.client()
                        .headObject(request -> request.bucket(bucket.name()).key(key));
                return Optional.of(new StoredFile(file, head.contentLength(), head.lastModified()));
            } catch (SdkException e) {
                if (Failure.status(e, 404)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public InputStream read(String file, long from) throws IOException {
        return ResumingInput.open(bucket, file, from);
    }

    @Override
    public Draft draft(String folder) throws IOException {
        String prefix = bucket.place().folder(folder);
        boolean taken = Failure.told(
                "list " + bucket.label(folder),
                () -> bucket.client()
                        .listObjectsV2(request ->
                                request.bucket(bucket.name()).prefix(prefix).maxKeys(1))
                        .hasContents());
        if (taken) {
            throw new FileAlreadyExistsException(bucket.label(folder));
        }
        Names.parts(folder);
        return new S3Draft(bucket, folder);
    }

    @Override
    public void put(String file, byte[] content) throws IOException {
        bucket.write(file, content, content.length);
    }

    @Override
    public void delete(Collection<String> files) throws IOException {
        Deletion.of(bucket, files);
    }

    @Override
    public List<Leftover> leftovers() throws IOException {
        return Failure.told("list the uploads of " + name(), () -> {
            try {
                return bucket
                        .client()
                        .listMultipartUploadsPaginator(request -> request.bucket(bucket.name())
                                .prefix(bucket.place().prefix()))
                        .uploads()
                        .stream()
                        .map(this::leftover)
                        .toList();
            } catch (SdkException e) {
                if (Failure.status(e, 501)) {
                    // A service that cannot tell them looks after them itself.
                    return List.of();
                }
                throw e;
            }
        });
    }

    private Leftover leftover(MultipartUpload upload) {
        return new Leftover(bucket.place().relative(upload.key()), upload.uploadId(), lastWritten(upload), false);
    }

    /** A large file may take more than a day: its last part tells that somebody is at work. */
    private Instant lastWritten(MultipartUpload upload) {
        try {
            return bucket
                    .client()
                    .listPartsPaginator(request ->
                            request.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId()))
                    .parts()
                    .stream()
                    .map(Part::lastModified)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .filter(last -> last.isAfter(upload.initiated()))
                    .orElse(upload.initiated());
        } catch (SdkException e) {
            if (Failure.status(e, 404) || Failure.status(e, 501)) {
                return upload.initiated();
            }
            throw e;
        }
    }

    @Override
    public void discard(Leftover leftover) throws IOException {
        Upload.abort(bucket, bucket.place().prefix() + leftover.name(), leftover.id());
    }

    @Override
    public void close() {
        bucket.client().close();
    }
}
