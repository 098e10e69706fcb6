package dev.belay.backup.restore;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.SqlError;
import dev.belay.core.db.SqlTrouble;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** What is thrown when the server fails a restore, with what helps whoever restores. */
final class RestoreTrouble {
    private static final Pattern ROLE = Pattern.compile("role \".+\" does not exist", Pattern.DOTALL);

    private RestoreTrouble() {}

    static BelayException of(SQLException e) {
        BelayException known = SqlTrouble.of(e);
        Kind kind = known.kind() == Kind.MIGRATION ? Kind.BACKUP : known.kind();
        return new BelayException(kind, String.valueOf(known.getMessage()), hint(SqlError.of(e)), e);
    }

    /** What to do about an error. */
    static String hint(SqlError error) {
        if (error.state().equals("42704") && ROLE.matcher(error.message()).lookingAt()) {
            return "make the role first, as globals.sql of a backup with --globals does, or restore with --no-owner and"
                    + " --no-privileges";
        }
        return error.state().equals("42501")
                ? "the role may not do that: restore as its owner or as a superuser; --keep-going restores all else,"
                        + " --no-owner and --no-privileges ask for less"
                : SqlTrouble.hint(error);
    }
}
