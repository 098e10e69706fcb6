package dev.belay.backup.data;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.SqlError;
import dev.belay.core.db.SqlTrouble;
import java.sql.SQLException;

/** Says what a refusal of the server means for a backup. */
final class CopyFailure {
    private CopyFailure() {}

    static BelayException of(Job job, SQLException e) {
        return failure("cannot read " + job.label() + ": ", e);
    }

    static BelayException of(SQLException e) {
        return failure("", e);
    }

    private static BelayException failure(String what, SQLException e) {
        SqlError error = SqlError.of(e);
        return new BelayException(Kind.BACKUP, what + error, hint(error), e);
    }

    private static String hint(SqlError error) {
        if (SqlTrouble.connectionEnded(error)) {
            return "nothing of this backup was kept; run the same command again";
        }
        return switch (error.state()) {
            case "40001" ->
                "the replica needed to remove rows that the backup still read: raise max_standby_streaming_delay or"
                        + " set hot_standby_feedback = on there";
            case "42501" ->
                error.message().contains("row-level security")
                        ? "back up as its owner or as a role with BYPASSRLS: else rows would be missing"
                        : "GRANT pg_read_all_data to the role, or name another one";
            case "42P01", "42703", "3F000" ->
                "it was dropped or altered while the backup began; run the same command again";
            case "22P05" -> "mend that value, or leave out the rows of the table: --exclude-table-data";
            default -> error.hint();
        };
    }
}
