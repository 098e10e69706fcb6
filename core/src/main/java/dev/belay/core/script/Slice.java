package dev.belay.core.script;

import java.io.Reader;

/** A part of a long string as a stream, without a copy of it. */
final class Slice extends Reader {
    private final String text;
    private final int end;
    private int position;

    Slice(String text, int from, int end) {
        this.text = text;
        this.position = from;
        this.end = end;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int count = Math.min(length, end - position);
        if (count <= 0) {
            return -1;
        }
        text.getChars(position, position + count, buffer, offset);
        position += count;
        return count;
    }

    @Override
    public void close() {
        position = end;
    }
}
