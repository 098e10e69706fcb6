package dev.belay.core.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 over the bytes of a file with every CRLF and lone CR read as LF, before variables are filled in: a checkout on
 * another system, or another value of a variable, is not a change.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Checksum(String hex) {
    public Checksum {
        // Neither a regular expression nor a stream: thousands of these are made before the first migration runs.
        if (hex.length() != 64 || !isHex(hex)) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal: \"" + hex + "\"");
        }
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    public static Checksum of(byte[] content) {
        return new Checksum(HexFormat.of().formatHex(sha256(normalised(content))));
    }

    public static Checksum of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 of the bytes as they are. */
    public static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] normalised(byte[] content) {
        int first = 0;
        while (first < content.length && content[first] != '\r') {
            first++;
        }
        return first == content.length ? content : withoutReturns(content);
    }

    private static byte[] withoutReturns(byte[] content) {
        byte[] result = new byte[content.length];
        int length = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] != '\r') {
                result[length++] = content[i];
            } else if (i + 1 == content.length || content[i + 1] != '\n') {
                result[length++] = '\n';
            }
        }
        return Arrays.copyOf(result, length);
    }

    /** Written out, like {@link #hashCode}: what the compiler would make is linked at the start of each short command. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Checksum checksum && hex.equals(checksum.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }
}
