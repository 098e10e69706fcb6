package dev.belay.verify.check;

import dev.belay.verify.Report;
import java.sql.Connection;
import java.sql.SQLException;

/** One question to a database. It reads only. */
public interface Check {
    /** As people name it on the command line and in a spec, such as {@code invalid-index}. */
    String name();

    /** What it finds, in one line. */
    String title();

    /** Asks; the answer says that it was asked. */
    Report ask(Connection connection, Scope scope) throws SQLException;
}
