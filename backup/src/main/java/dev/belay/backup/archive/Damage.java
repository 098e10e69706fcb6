package dev.belay.backup.archive;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import org.jspecify.annotations.Nullable;

/** Words the one error that damaged input becomes: which file, which byte, what is wrong. */
final class Damage {
    private static final String HINT =
            "the archive is damaged or incomplete: use another copy of it, or another backup";

    private Damage() {}

    static BelayException at(String file, long offset, String what) {
        return at(file, offset, what, null);
    }

    static BelayException at(String file, long offset, String what, @Nullable Throwable cause) {
        return new BelayException(Kind.INTEGRITY, file + ", byte " + offset + ": " + what, HINT, cause);
    }

    static BelayException in(String file, String what) {
        return new BelayException(Kind.INTEGRITY, file + ": " + what, HINT);
    }
}
