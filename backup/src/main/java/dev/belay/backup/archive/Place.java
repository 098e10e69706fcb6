package dev.belay.backup.archive;

/** Where the data of an entry lies: in a file beside the table of contents, or in a block behind it. */
public sealed interface Place {
    Place NOWHERE = new InFile("");

    /** Whether there is anything. */
    boolean holdsData();

    /**
     * Directory and tar.
     *
     * @param name without the suffix of the compression; empty for an entry without data
     */
    record InFile(String name) implements Place {
        @Override
        public boolean holdsData() {
            return !name.isEmpty();
        }
    }

    /**
     * Custom.
     *
     * @param offset from the beginning of the file; means nothing unless it is {@link State#KNOWN}
     */
    record InBlock(State state, long offset) implements Place {
        static final InBlock UNKNOWN = new InBlock(State.UNKNOWN, 0);
        static final InBlock NONE = new InBlock(State.NONE, 0);

        static InBlock at(long offset) {
            return new InBlock(State.KNOWN, offset);
        }

        @Override
        public boolean holdsData() {
            return state != State.NONE;
        }
    }

    /** What a custom archive knows of a block. */
    enum State {
        /** There is one, but the archive went into a pipe, which could not be rewound to say where. */
        UNKNOWN(1),
        KNOWN(2),
        /** The entry has no data. */
        NONE(3);

        private final int code;

        State(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
