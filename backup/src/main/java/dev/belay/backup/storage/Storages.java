package dev.belay.backup.storage;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the storage that a place names: a folder, or {@code s3://bucket/prefix}. */
public final class Storages {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*", Pattern.DOTALL);

    private Storages() {}

    /**
     * Opens it. Nothing is made or asked before it is used.
     *
     * @param options of the scheme, by name; a folder has none
     * @throws BelayException of kind USAGE when there is no such place or option
     */
    public static Storage open(String place, Map<String, String> options) {
        Matcher scheme = SCHEME.matcher(place);
        if (scheme.matches()) {
            return remote(place, scheme.group(1).toLowerCase(Locale.ROOT), options);
        }
        if (place.isBlank()) {
            throw new BelayException(Kind.USAGE, "the place of the backups is empty", "give a folder or s3://bucket");
        }
        if (!options.isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    place + " is a folder and takes no " + String.join(", ", options.keySet()),
                    "these are options of s3://");
        }
        return folder(place);
    }

    private static Storage folder(String place) {
        try {
            return new LocalStorage(Path.of(place));
        } catch (InvalidPathException | IOException e) {
            throw new BelayException(Kind.USAGE, "\"" + place + "\" is no folder", "give the path of one", e);
        }
    }

    private static Storage remote(String place, String scheme, Map<String, String> options) {
        if (!scheme.equals("s3")) {
            throw new BelayException(
                    Kind.USAGE,
                    "\"" + place + "\": there is no storage " + scheme + "://",
                    "give a folder or s3://bucket");
        }
        return S3.PROVIDER
                .orElseThrow(() -> new BelayException(
                        Kind.USAGE,
                        "this installation has no library for S3",
                        "unpack the whole distribution: it is in lib/s3"))
                .open(place, options);
    }

    /** Loaded when the first one is asked for. Empty where the library is missing. */
    private static final class S3 {
        static final Optional<StorageProvider> PROVIDER = LibraryLoader.of(
                        "software.amazon.awssdk.services.s3.S3Client", "s3", "dev.belay.backup.s3.")
                .map(S3::provider);

        private static StorageProvider provider(ClassLoader loader) {
            try {
                return Class.forName("dev.belay.backup.s3.S3Provider", true, loader)
                        .asSubclass(StorageProvider.class)
                        .getConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the storage of S3 cannot be loaded", e);
            }
        }
    }
}
