package dev.belay.core.content;

/**
 * How COPY writes rows, and where in its messages they are. In text each message is a row and its line end. In binary the
 * first one begins with a header, each has a row, and the last has only the mark of the end.
 */
public enum RowFormat {
    TEXT {
        @Override
        public void hash(byte[] message, boolean first, ContentHash hash) {
            hash.row(message, 0, message.length - 1);
        }
    },
    BINARY {
        @Override
        public void hash(byte[] message, boolean first, ContentHash hash) {
            int from = first ? HEADER : 0;
            boolean end = message.length == from + 2 && message[from] == -1 && message[from + 1] == -1;
            if (!end) {
                hash.row(message, from, message.length);
            }
        }
    };

    /** The signature, flags, and the length of an extension that there never is. */
    private static final int HEADER = 11 + 4 + 4;

    /** Takes the row of a message, if it has one. */
    public abstract void hash(byte[] message, boolean first, ContentHash hash);
}
