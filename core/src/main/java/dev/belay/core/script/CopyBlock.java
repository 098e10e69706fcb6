package dev.belay.core.script;

/** The rows that follow a {@code COPY … FROM STDIN;} in a script, up to a line with nothing but {@code \.}. */
final class CopyBlock {
    private final Source source;
    private final String text;

    CopyBlock(Source source) {
        this.source = source;
        this.text = source.text();
    }

    /**
     * Where the rows begin.
     *
     * @param copy where COPY stands, for the message
     * @param from behind its semicolon
     */
    int firstRow(int copy, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n') {
            if (Characters.blank(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                at = Blanks.lineEnd(text, at, text.length());
            } else {
                throw source.error(
                        at,
                        "something follows \"COPY … FROM STDIN;\" on its line",
                        "the rows begin on the next line: move what follows behind the line \"\\.\"");
            }
        }
        if (at == text.length()) {
            throw missing(copy);
        }
        return at + 1;
    }

    /** Behind the line {@code \.} and its line break. */
    int end(int copy, int firstRow) {
        for (int at = text.indexOf("\\.", firstRow); at >= 0; at = text.indexOf("\\.", at + 2)) {
            if (at == firstRow || text.charAt(at - 1) == '\n') {
                int end = at + 2;
                if (end < text.length() && text.charAt(end) == '\r') {
                    end++;
                }
                if (end == text.length()) {
                    return end;
                }
                if (text.charAt(end) == '\n') {
                    return end + 1;
                }
            }
        }
        throw missing(copy);
    }

    RuntimeException missing(int copy) {
        return source.error(
                copy,
                "the rows of \"COPY … FROM STDIN\" have no end",
                "end them with a line that holds nothing but \"\\.\"");
    }

    /** Where the last line of a block, {@code \.}, begins. */
    static int lastLine(String text, int end) {
        return text.lastIndexOf("\\.", end - 2);
    }
}
