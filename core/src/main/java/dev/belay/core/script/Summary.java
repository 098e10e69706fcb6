package dev.belay.core.script;

/** A statement in one line for people: white space folded, comments and passwords left out, cut at a length. */
final class Summary {
    private final int max;
    private final StringBuilder line = new StringBuilder();
    private int characters;
    private boolean blank;

    private Summary(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("a summary needs at least one character, not " + max);
        }
        this.max = max;
    }

    static String of(String text, Cursor cursor, int max) {
        Summary summary = new Summary(max);
        int previousEnd = cursor.start();
        boolean secret = false;
        while (cursor.token() != Token.END && !summary.full()) {
            summary.blank |= cursor.start() > previousEnd;
            if (secret && cursor.token() == Token.STRING) {
                summary.append("'***'", 0, 5);
            } else {
                summary.append(text, cursor.start(), cursor.end());
            }
            // PASSWORD 'x' of a role or a user mapping, and the CONNECTION of a subscription, which holds one.
            secret = cursor.atAny("password", "connection");
            previousEnd = cursor.end();
            cursor.next();
        }
        return summary.cut();
    }

    static String fold(String text, int max) {
        Summary summary = new Summary(max);
        summary.append(text, 0, text.length());
        return summary.cut();
    }

    private boolean full() {
        return characters > max;
    }

    /** A control character is a blank too: the line goes to a terminal. */
    private void append(String text, int from, int to) {
        int at = from;
        while (at < to && !full()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                blank = true;
                continue;
            }
            if (blank && characters > 0) {
                line.append(' ');
                characters++;
            }
            blank = false;
            line.appendCodePoint(c);
            characters++;
        }
    }

    private String cut() {
        if (!full() && characters <= max) {
            return line.toString();
        }
        line.setLength(line.offsetByCodePoints(0, max - 1));
        return line.toString().stripTrailing() + "…";
    }
}
