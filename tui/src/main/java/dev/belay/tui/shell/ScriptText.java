package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;

/**
 * A script as its author sees it: offsets become lines and columns.
 *
 * @param name what messages call it
 * @param text the whole of it
 */
record ScriptText(String name, String text) {
    /** Counted from 1. */
    int line(int offset) {
        return 1
                + (int) text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The text of a line that is counted from 1. */
    String lineText(int line) {
        return text.lines().skip(line - 1L).findFirst().orElse("");
    }

    private int lineStart(int offset) {
        return text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
    }

    int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }

    /** What cannot be understood, with its place, its line, and a mark below it. */
    BelayException wrong(int offset, String what) {
        int at = Math.min(offset, text.length());
        int start = at > 0 && at == text.length() && text.charAt(at - 1) == '\n' ? lineStart(at - 1) : lineStart(at);
        String line = text.substring(start, lineEnd(start)).replace("\r", "");
        int column = Math.min(at - start, line.length());
        String place = name + ":" + line(start) + ":" + (column + 1) + ": " + what + "\n    ";
        String message = Secrets.in(line)
                ? place + Secrets.hidden(line)
                : place + line + "\n    " + line.substring(0, column).replaceAll("[^\t]", " ") + "^";
        return new BelayException(Kind.USAGE, message, "nothing was run");
    }

    /** The next character that is neither blank nor in a comment; the end if there is none. */
    int skipBlank(int from) {
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = lineEnd(at);
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return at;
            }
        }
        return at;
    }

    /** Where code first uses a name, which comments and texts do not; {@code from} if it does not either. */
    int use(String name, int from, int end) {
        int at = skipBlank(from);
        while (at < end) {
            int next = tokenEnd(at);
            if (text.substring(at, next).equals(name) && (at == 0 || text.charAt(at - 1) != '.')) {
                return at;
            }
            at = skipBlank(next);
        }
        return from;
    }

    private int tokenEnd(int at) {
        char first = text.charAt(at);
        int end = at + 1;
        if (first == '"' || first == '\'') {
            String quote = text.startsWith("\"\"\"", at) ? "\"\"\"" : String.valueOf(first);
            end = at + quote.length();
            while (end < text.length() && !text.startsWith(quote, end)) {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            end += quote.length();
        } else if (Character.isJavaIdentifierStart(first)) {
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
        }
        return Math.min(end, text.length());
    }
}
