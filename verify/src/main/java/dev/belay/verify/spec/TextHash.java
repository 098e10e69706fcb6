package dev.belay.verify.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A definition in a few letters: the beginning of the SHA-256 of what the server prints, blanks aside. */
final class TextHash {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{8,64}");
    private static final int LENGTH = 12;

    private TextHash() {}

    /** At least as long as two definitions of one object need to differ. */
    static String read(Entry entry) {
        String text = entry.text();
        if (!HASH.matcher(text).matches()) {
            throw entry.wrong(
                    "cannot be \"" + text + "\"",
                    "write 8 to 64 digits of a hash; 00000000 makes belay verify say the right ones");
        }
        return text;
    }

    static String of(String definition) {
        return whole(definition).substring(0, LENGTH);
    }

    static boolean matches(String wanted, String definition) {
        return whole(definition).startsWith(wanted);
    }

    private static String whole(String definition) {
        try {
            String plain = definition.strip().replaceAll("\\s+", " ");
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
