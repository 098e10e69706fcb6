package dev.belay.core.db;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server said, without the machinery: safe to keep, compare, print and send over the wire.
 *
 * @param state the SQLSTATE, or {@code unknown}
 * @param message the server's primary message, without severity
 * @param detail the server's DETAIL, or empty
 * @param hint the server's HINT, or empty
 * @param position the 1-based character of the statement the error points at, 0 when it points nowhere
 */
public record SqlError(String state, String message, String detail, String hint, int position) {
    public static SqlError of(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "unknown");
        return server(e)
                .map(said -> new SqlError(
                        state,
                        text(said.getMessage()),
                        text(said.getDetail()),
                        text(said.getHint()),
                        said.getPosition()))
                .orElseGet(() -> new SqlError(state, text(e.getMessage()), "", "", 0));
    }

    /** The name of the constraint, or of the unique index, that refused; empty where none did. */
    public static Optional<String> constraint(SQLException e) {
        return server(e).flatMap(said -> Optional.ofNullable(said.getConstraint()));
    }

    private static Optional<ServerErrorMessage> server(SQLException e) {
        return e instanceof PSQLException said ? Optional.ofNullable(said.getServerErrorMessage()) : Optional.empty();
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    /** One line: message and SQLSTATE. */
    @Override
    public String toString() {
        return message + " (SQLSTATE " + state + ")";
    }
}
