package dev.belay.backup.archive;

import java.util.Arrays;
import java.util.Optional;

/** The part of a restore that an entry belongs to. */
public enum Section {
    /** With the object it belongs to: comments, privileges, labels. */
    NONE(1),
    PRE_DATA(2),
    DATA(3),
    POST_DATA(4);

    private final int code;

    Section(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<Section> of(int code) {
        return Arrays.stream(values()).filter(section -> section.code == code).findFirst();
    }
}
