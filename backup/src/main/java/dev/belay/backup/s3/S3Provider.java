package dev.belay.backup.s3;

import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StorageProvider;
import java.util.Map;

/** The way in: made by name, when the first place in S3 is opened. */
public final class S3Provider implements StorageProvider {
    @Override
    public Storage open(String place, Map<String, String> options) {
        S3Place parsed = S3Place.of(place);
        S3Options settings = S3Options.of(options);
        return new S3Storage(new Bucket(Clients.open(settings), parsed, settings));
    }
}
