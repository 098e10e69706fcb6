package dev.belay.core.db;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Turns the current row into a value. Must not advance the cursor. */
@FunctionalInterface
public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
}
