package dev.belay.verify.spec;

import dev.belay.core.db.SqlError;
import dev.belay.verify.query.Planned;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered to a question.
 *
 * @param rows their columns as text
 * @param error why there are none
 * @param constraint what refused, where a constraint did
 * @param plan where it was asked for
 */
record Answer(
        List<List<@Nullable String>> rows,
        Optional<SqlError> error,
        Optional<String> constraint,
        Optional<Planned> plan) {
    static Answer of(List<List<@Nullable String>> rows) {
        return new Answer(rows, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Answer failed(SqlError error) {
        return new Answer(List.of(), Optional.of(error), Optional.empty(), Optional.empty());
    }

    static Answer failed(SQLException e) {
        return new Answer(List.of(), Optional.of(SqlError.of(e)), SqlError.constraint(e), Optional.empty());
    }

    static Answer planned(Planned plan) {
        return new Answer(List.of(), Optional.empty(), Optional.empty(), Optional.of(plan));
    }

    /** The first column of the first row; empty for NULL and where there is none. */
    Optional<String> value() {
        return rows.stream().findFirst().flatMap(row -> Optional.ofNullable(row.get(0)));
    }

    long number() {
        return Long.parseLong(value().orElse("0"));
    }

    /** Whether the role was not allowed to ask. */
    boolean denied() {
        return error.filter(why -> Objects.equals(why.state(), "42501")).isPresent();
    }
}
