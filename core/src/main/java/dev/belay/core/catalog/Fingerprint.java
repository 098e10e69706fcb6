package dev.belay.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
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
        return of(schema, Described.Aspect.COLUMN_ORDER::covers);
    }

    /** Of every fact there is. */
    public static Fingerprint exactly(Described schema) {
        return of(schema, (id, fact) -> false);
    }

    private static Fingerprint of(Described schema, BiPredicate<ObjectId, String> ignored) {
        Hash hash = new Hash();
        hash.number(schema.objects().size());
        each(schema, ignored, one -> hash.id(one.getKey()).text(one.getValue()));
        return new Fingerprint(schema.major(), hash.hex());
    }

    /** The hash of each object by itself. */
    public static SortedMap<ObjectId, String> objects(Described schema) {
        SortedMap<ObjectId, String> hashes = new TreeMap<>();
        each(schema, (id, fact) -> false, one -> hashes.put(one.getKey(), one.getValue()));
        return hashes;
    }

    private static void each(
            Described schema, BiPredicate<ObjectId, String> ignored, Consumer<Map.Entry<ObjectId, String>> hashed) {
        Pieces.each(
                List.copyOf(schema.objects().entrySet()),
                one -> Map.entry(one.getKey(), hash(one.getKey(), one.getValue(), ignored)),
                some -> some.forEach(hashed));
    }

    private static String hash(ObjectId id, Map<String, String> facts, BiPredicate<ObjectId, String> ignored) {
        Hash hash = new Hash();
        facts.forEach((name, value) -> {
            if (!ignored.test(id, name)) {
                hash.text(name).text(value);
            }
        });
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
            for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                digest.update((byte) (number >> shift));
            }
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
