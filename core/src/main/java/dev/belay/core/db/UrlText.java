package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Percent-encoding, and the hiding of what must not be seen. */
final class UrlText {
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private UrlText() {}

    /** Undoes percent-encoding. The text itself is never part of the error: it may be a password. */
    static String decode(String text, String what) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '%') {
                bytes.write(hex(text, i, what));
                i += 3;
            } else {
                int point = text.codePointAt(i);
                byte[] encoded = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                bytes.write(encoded, 0, encoded.length);
                i += Character.charCount(point);
            }
        }
        return utf8(bytes.toByteArray(), what);
    }

    private static int hex(String text, int at, String what) {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
        if (low < 0) {
            throw unreadable("the " + what + " holds a % that no two hexadecimal digits follow", "write a % as %25");
        }
        if (high == 0 && low == 0) {
            throw unreadable("the " + what + " holds %00", "PostgreSQL has no text with a zero byte: remove it");
        }
        return high * 16 + low;
    }

    private static String utf8(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable("the percent-encoded " + what + " is not UTF-8", "encode the UTF-8 bytes of the text");
        }
    }

    /** Percent-encodes everything but letters, digits and the few signs that mean nothing anywhere in a URL. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && PLAIN.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return encoded.toString();
    }

    static BelayException unreadable(String why, String hint) {
        return new BelayException(Kind.USAGE, "the connection URL cannot be read: " + why, hint);
    }

    /**
     * Hides the password of anything that looks like a URL or a connection string, readable or not: in doubt it hides
     * more.
     */
    static String mask(String text) {
        return maskParameters(maskUserInfo(text));
    }

    private static String maskUserInfo(String text) {
        int start = text.indexOf("://");
        int at = text.lastIndexOf('@');
        if (start < 0 || at < start) {
            return text;
        }
        int colon = text.indexOf(':', start + 3);
        int question = text.indexOf('?', start + 3);
        boolean atInQuery = question >= 0 && question < at && text.indexOf('@', start + 3) > question;
        if (colon < 0 || colon > at || (atInQuery && (colon > question || port(text, colon + 1)))) {
            return text;
        }
        return text.substring(0, colon + 1) + Secret.MASK + text.substring(at);
    }

    private static boolean port(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end == text.length() || "/?,".indexOf(text.charAt(end)) >= 0;
    }

    private static String maskParameters(String text) {
        StringBuilder masked = new StringBuilder();
        int from = 0;
        while (true) {
            int name = text.toLowerCase(Locale.ROOT).indexOf("password", from);
            int value = name < 0 ? -1 : afterEquals(text, name + "password".length());
            if (name < 0) {
                return masked.append(text, from, text.length()).toString();
            }
            if (value < 0) {
                masked.append(text, from, name + "password".length());
                from = name + "password".length();
                continue;
            }
            masked.append(text, from, value).append(Secret.MASK);
            from = endOfValue(text, value);
        }
    }

    private static int afterEquals(String text, int from) {
        int i = skipBlanks(text, from);
        return i < text.length() && text.charAt(i) == '=' ? skipBlanks(text, i + 1) : -1;
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int endOfValue(String text, int from) {
        boolean quoted = from < text.length() && text.charAt(from) == '\'';
        for (int i = from + (quoted ? 1 : 0); i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (quoted ? c == '\'' : c == '&' || Character.isWhitespace(c)) {
                return quoted ? i + 1 : i;
            }
        }
        return text.length();
    }
}
