package dev.belay.core.script;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Spot;

/** The one copy of a script's text, with the file and line it comes from. */
record Source(String name, int firstLine, String text) {
    /** The line of the file in which this character lies. */
    int line(int offset) {
        return firstLine + lineBreaks(0, offset);
    }

    /** LF, CRLF and lone CR each break a line once. */
    int lineBreaks(int from, int to) {
        int breaks = 0;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", at + 1))) {
                breaks++;
            }
        }
        return breaks;
    }

    BelayException error(int offset, String message, String hint) {
        return BelayException.in(new Spot(name, line(offset)), Kind.USAGE, message, hint);
    }
}
