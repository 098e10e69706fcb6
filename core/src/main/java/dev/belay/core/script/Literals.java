package dev.belay.core.script;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What quoted tokens stand for. */
final class Literals {
    private static final int NAME_BYTES = 63;

    private Literals() {}

    /** The value of a literal, its continuations joined. Bit strings come as their digits. */
    static String text(String token, boolean standardStrings) {
        if (token.charAt(0) == '$') {
            int length = token.indexOf('$', 1) + 1;
            return token.substring(length, token.length() - length);
        }
        int quote = token.indexOf('\'');
        char prefix = quote == 0 ? ' ' : Characters.lower(token.charAt(0));
        boolean escaped = prefix == 'e' || ((prefix == ' ' || prefix == 'n') && !standardStrings);
        StringBuilder value = new StringBuilder(token.length());
        int at = quote + 1;
        while (at < token.length()) {
            char c = token.charAt(at);
            if (c == '\\' && escaped && at + 1 < token.length()) {
                value.append(escape(token.charAt(at + 1)));
                at += 2;
            } else if (c != '\'') {
                value.append(c);
                at++;
            } else if (at + 1 < token.length() && token.charAt(at + 1) == '\'') {
                value.append(c);
                at += 2;
            } else {
                int continued = Blanks.continuation(token, at + 1, token.length());
                at = continued < 0 ? token.length() : continued + 1;
            }
        }
        return prefix == 'u' ? unicode(value.toString(), '\\') : value.toString();
    }

    /** The name behind a quoted or plain identifier, as the catalog has it. */
    static String name(String token, char unicodeEscape) {
        int quote = token.indexOf('"');
        if (quote < 0) {
            return clip(Characters.lower(token));
        }
        String name = token.substring(quote + 1, token.length() - 1).replace("\"\"", "\"");
        return clip(quote == 0 ? name : unicode(name, unicodeEscape));
    }

    private static char escape(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    /** {@code \0061} and {@code \+000061}; what is no such escape stays, for the server to refuse. */
    private static String unicode(String text, char escape) {
        StringBuilder value = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            boolean escaped = text.charAt(at) == escape;
            boolean six = text.startsWith("+", at + 1);
            int from = at + (six ? 2 : 1);
            int to = from + (six ? 6 : 4);
            if (escaped && text.startsWith(String.valueOf(escape), at + 1)) {
                value.append(escape);
                at += 2;
            } else if (escaped && hexadecimal(text, from, to)) {
                value.appendCodePoint(HexFormat.fromHexDigits(text, from, to));
                at = to;
            } else {
                value.append(text.charAt(at));
                at++;
            }
        }
        return value.toString();
    }

    private static boolean hexadecimal(String text, int from, int to) {
        return to <= text.length()
                && text.substring(from, to).chars().allMatch(HexFormat::isHexDigit)
                && Character.isValidCodePoint(HexFormat.fromHexDigits(text, from, to));
    }

    private static String clip(String name) {
        String clipped = name;
        while (clipped.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
            clipped = clipped.substring(0, clipped.offsetByCodePoints(clipped.length(), -1));
        }
        return clipped;
    }
}
