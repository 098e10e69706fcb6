package dev.belay.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hash of a schema, as {@code pg15:<hex>}: equal for equal schemas, wherever and in whatever order they were made. It
 * carries the major version, since servers of different versions print the same thing differently.
 */
public record Fingerprint(int major, String hex) {
    private static final Pattern TEXT = Pattern.compile("pg([1-9][0-9]{0,3}):([0-9a-f]{64})");

    /** Of everything but the order of columns: for that hash {@link #exactly} what you want. */
    public static Fingerprint of(Described schema) {
        return exactly(schema.without(Set.of(Described.Aspect.COLUMN_ORDER)));
    }

    /** Of every fact there is. */
    public static Fingerprint exactly(Described schema) {
        Hash hash = new Hash();
        hash.number(schema.objects().size());
        objects(schema).forEach((id, hex) -> hash.id(id).text(hex));
        return new Fingerprint(schema.major(), hash.hex());
    }

    /** The hash of each object by itself. */
    public static SortedMap<ObjectId, String> objects(Described schema) {
        SortedMap<ObjectId, String> hashes = new TreeMap<>();
        schema.objects().forEach((id, facts) -> hashes.put(id, hash(facts)));
        return hashes;
    }

    private static String hash(Map<String, String> facts) {
        Hash hash = new Hash();
        facts.forEach((name, value) -> hash.text(name).text(value));
        return hash.hex();
    }

    /** Reads the text form; empty if it is none. */
    public static Optional<Fingerprint> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Fingerprint(Integer.parseInt(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "pg" + major + ":" + hex;
    }

    /** SHA-256 of texts, each with its length in front, so that no two lists of texts look alike. */
    private static final class Hash {
        private final MessageDigest digest;

        Hash() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        Hash number(int number) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
            return this;
        }

        Hash text(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            number(bytes.length);
            digest.update(bytes);
            return this;
        }

        Hash id(ObjectId id) {
            return text(id.type().name()).text(id.schema()).text(id.name()).text(id.qualifier());
        }

        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
