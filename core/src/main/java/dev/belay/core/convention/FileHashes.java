package dev.belay.core.convention;

import dev.belay.core.history.History.Match;
import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Migration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Compares a stored hash with a file, whoever stored it: SHA-256 or MD5 in hexadecimal, of the bytes as they are, with
 * LF, or with CRLF. The file is only read again when the hash that Belay itself would store is another one.
 */
final class FileHashes {
    private static final int SHA_256 = 64;
    private static final int MD5 = 32;

    private FileHashes() {}

    static Match compare(String stored, Migration migration) {
        String hash = stored.strip().toLowerCase(Locale.ROOT);
        if (hash.equals(migration.checksum().hex())) {
            return Match.SAME;
        }
        if (!hash.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return Match.UNKNOWN;
        }
        return switch (hash.length()) {
            case SHA_256 -> match(variants(migration).stream().map(FileHashes::sha256), hash);
            case MD5 -> match(variants(migration).stream().map(FileHashes::md5), hash);
            default -> Match.UNKNOWN;
        };
    }

    private static Match match(Stream<String> hashes, String stored) {
        return hashes.anyMatch(stored::equals) ? Match.SAME : Match.CHANGED;
    }

    private static List<byte[]> variants(Migration migration) {
        byte[] bytes = TextFile.bytes(migration.file(), migration.file().resolveSibling(""));
        // One character per byte, whatever the file's encoding, so that nothing but line ends can change.
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        String lf = raw.replace("\r\n", "\n").replace('\r', '\n');
        return List.of(bytes, latin(lf), latin(lf.replace("\n", "\r\n")));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Checksum.sha256(bytes));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
