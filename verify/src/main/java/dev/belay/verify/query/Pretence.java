package dev.belay.verify.query;

import java.sql.Connection;
import java.sql.SQLException;

/** The ways in which a table comes to look full, in a transaction that is rolled back. */
interface Pretence {
    /** Gives a page to a table whose file is empty. */
    void page(Connection connection, Simulation.Target table) throws SQLException;

    /** Says that its one page, and those of its indexes, hold so many rows, and that nothing is known of their values. */
    void rows(Connection connection, Simulation.Target table, long number) throws SQLException;
}
