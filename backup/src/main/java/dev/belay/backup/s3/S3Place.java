package dev.belay.backup.s3;

import dev.belay.backup.storage.Names;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.nio.file.FileSystemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket and what the keys in it begin with.
 *
 * @param prefix empty, or with a slash at its end
 */
record S3Place(String bucket, String prefix) {
    private static final Pattern PLACE = Pattern.compile("[sS]3://([^/]+)(?:/(.*?))?/*", Pattern.DOTALL);

    static S3Place of(String place) {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            throw refusal(place);
        }
        String prefix = matcher.group(2) == null ? "" : matcher.group(2);
        try {
            Names.plain(matcher.group(1));
            return new S3Place(matcher.group(1), prefix.isEmpty() ? "" : String.join("/", Names.parts(prefix)) + "/");
        } catch (FileSystemException e) {
            throw refusal(place);
        }
    }

    private static BelayException refusal(String place) {
        return new BelayException(
                Kind.USAGE, "\"" + place + "\" is no place in S3", "give s3://bucket or s3://bucket/prefix");
    }

    /** Without a slash at its end. */
    String name() {
        String whole = "s3://" + bucket + "/" + prefix;
        return whole.substring(0, whole.length() - 1);
    }

    String key(String name) throws FileSystemException {
        return prefix + String.join("/", Names.parts(name));
    }

    /** What begins all keys in a folder; empty means everything. */
    String folder(String name) throws FileSystemException {
        return name.isEmpty() ? prefix : key(name) + "/";
    }

    /** A key as the storage names it. */
    String relative(String key) {
        return key.substring(prefix.length());
    }
}
