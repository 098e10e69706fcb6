package dev.belay.backup.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** A client, the place that it works in, and what each new object is to be given. */
record Bucket(S3Client client, S3Place place, S3Options options) {
    String name() {
        return place.bucket();
    }

    /** As messages name an object. */
    String label(String name) {
        return place.name() + "/" + name;
    }

    String key(String name) throws FileSystemException {
        return place.key(name);
    }

    PutObjectRequest.Builder put(String key) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(name()).key(key);
        options.serverSideEncryption().ifPresent(request::serverSideEncryption);
        options.kmsKey().ifPresent(request::ssekmsKeyId);
        options.storageClass().ifPresent(request::storageClass);
        options.tags().ifPresent(request::tagging);
        return request;
    }

    CreateMultipartUploadRequest.Builder upload(String key) {
        CreateMultipartUploadRequest.Builder request =
                CreateMultipartUploadRequest.builder().bucket(name()).key(key);
        options.serverSideEncryption().ifPresent(request::serverSideEncryption);
        options.kmsKey().ifPresent(request::ssekmsKeyId);
        options.storageClass().ifPresent(request::storageClass);
        options.tags().ifPresent(request::tagging);
        return request;
    }

    /**
     * The oldest checksum, which every service compares; empty where the library sends a better one: over plain HTTP the
     * SHA-256 of the content is a part of what is signed.
     */
    Optional<String> md5(byte[] bytes, int length) {
        if (!options.requiredChecksumsOnly() || options.plainHttp()) {
            return Optional.empty();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(bytes, 0, length);
            return Optional.of(Base64.getEncoder().encodeToString(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            // A Java that is held to stricter rules has none: the connection's own checks must do.
            return Optional.empty();
        }
    }

    /** What a request sends. It does not copy the bytes, so that as many of them are in memory as were meant to be. */
    RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    /** A small object. */
    void write(String name, byte[] bytes, int length) throws IOException {
        PutObjectRequest request =
                put(key(name)).contentMD5(md5(bytes, length).orElse(null)).build();
        Failure.told("write " + label(name), () -> client.putObject(request, body(bytes, length)));
    }

    /**
     * A small object, if there is none of that name yet. Not every service can look after that.
     *
     * @throws FileAlreadyExistsException when there is another one
     */
    void writeNew(String name, byte[] bytes) throws IOException {
        PutObjectRequest request = put(key(name))
                .ifNoneMatch("*")
                .contentMD5(md5(bytes, bytes.length).orElse(null))
                .build();
        try {
            client.putObject(request, body(bytes, bytes.length));
        } catch (SdkException e) {
            if (Failure.status(e, 501) || Failure.status(e, 400)) {
                write(name, bytes, bytes.length);
            } else if (!Failure.status(e, 412)) {
                throw Failure.of("write " + label(name), e);
            } else if (!isThere(name, bytes)) {
                throw new FileAlreadyExistsException(label(name));
            }
        }
    }

    /** When the answer to a first attempt was lost, what stands in the way of the second is our own. */
    private boolean isThere(String name, byte[] bytes) throws IOException {
        try (InputStream in = ResumingInput.open(this, name, 0)) {
            return Arrays.equals(in.readNBytes(bytes.length + 1), bytes);
        }
    }
}
