package dev.belay.backup.archive;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import org.jspecify.annotations.Nullable;

/** Words the one error that damaged input becomes: which file, which byte, what is wrong. */
final class Damage {
    private static final String HINT =
            "the archive is damaged or incomplete: use another copy of it, or another backup";

    private static final String NEWER =
            "a newer version of Belay, or of pg_restore, may know it; if the archive is older, it"
                    + " is damaged: use another copy of it";

    private Damage() {}

    static BelayException at(String file, long offset, String what) {
        return at(file, offset, what, null);
    }

    static BelayException at(String file, long offset, String what, @Nullable Throwable cause) {
        return new BelayException(Kind.INTEGRITY, file + ", byte " + offset + ": " + what, HINT, cause);
    }

    /** What may be no damage at all, but of a version that came later. */
    static BelayException unknown(String file, long offset, String what) {
        return new BelayException(Kind.INTEGRITY, file + ", byte " + offset + ": " + what, NEWER);
    }

    static BelayException in(String file, String what) {
        return new BelayException(Kind.INTEGRITY, file + ": " + what, HINT);
    }
}
