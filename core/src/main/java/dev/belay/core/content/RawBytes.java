package dev.belay.core.content;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Databases of SQL_ASCII keep bytes that may be text of any kind, or of none: their rows go as they are. */
public final class RawBytes {
    private static final String NONE = "SQL_ASCII";

    private RawBytes() {}

    /** The options of a COPY in this session: in a format, and without a look at what its bytes could mean. */
    public static String options(Connection connection, RowFormat format) throws SQLException {
        if (format == RowFormat.BINARY) {
            return " WITH (FORMAT binary)";
        }
        String encoding = connection.unwrap(PGConnection.class).getParameterStatus("server_encoding");
        return NONE.equals(encoding) ? " WITH (ENCODING '" + NONE + "')" : "";
    }
}
