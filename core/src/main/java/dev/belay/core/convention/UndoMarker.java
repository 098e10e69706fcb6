package dev.belay.core.convention;

import java.util.Optional;

/**
 * The line {@code -- //@UNDO} that ends the up part of a MyBatis script, recognised to the letter as MyBatis Migrations
 * does: two dashes or slashes, two slashes, {@code @UNDO} in capitals, blanks between them, anything after them.
 *
 * @param start where the line begins: the up part is everything before it
 * @param end where the next line begins: the down part is everything from there
 * @param line the number of the next line
 */
record UndoMarker(int start, int end, int line) {
    private static final String TAG = "@UNDO";

    static Optional<UndoMarker> in(String text) {
        for (int tag = text.indexOf(TAG); tag >= 0; tag = text.indexOf(TAG, tag + 1)) {
            int start = Lines.start(text, tag);
            if (marks(text.substring(start, tag))) {
                int end = Lines.next(text, tag);
                // As the last line without a line break it is a comment like any other, with nothing after it.
                return Optional.of(new UndoMarker(start, end, Lines.number(text, start) + 1));
            }
        }
        return Optional.empty();
    }

    private static boolean marks(String before) {
        String line = before.stripLeading();
        if (!line.startsWith("--") && !line.startsWith("//")) {
            return false;
        }
        return line.substring(2).strip().equals("//") && blanksOnly(before);
    }

    /** The stock tool takes spaces and tabs for blanks, and nothing else. */
    private static boolean blanksOnly(String before) {
        return before.chars().allMatch(c -> c == ' ' || c == '\t' || c == '-' || c == '/');
    }

    /** The line in which a dollar-quoted body begins that the marker would cut in two. */
    Optional<Integer> cuts(String text) {
        Outline outline = new Outline();
        for (int line = 0; line < start; line = Lines.next(text, line)) {
            outline.add(text.substring(line, Lines.next(text, line)));
        }
        return outline.inDollarQuote() ? Optional.of(outline.opened()) : Optional.empty();
    }
}
