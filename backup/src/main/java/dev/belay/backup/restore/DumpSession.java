package dev.belay.backup.restore;

import dev.belay.core.db.Sql;
import dev.belay.core.script.Statement;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;

/** The session in which a dump in plain SQL runs: what the dump says of encodings is done here, and not by the driver. */
final class DumpSession {
    private static final Pattern ENCODING =
            Pattern.compile("(?is)SET\\s+client_encoding\\s*(?:=|TO)\\s*'?([A-Za-z0-9_-]+)'?\\s*");
    private static final Pattern COPY = Pattern.compile(
            "(?is)(COPY\\s+(.*?)(?:\\s*\\([^()]*\\))?\\s+FROM\\s+STDIN)(?:\\s+WITH\\s*\\(([^()]*)\\))?\\s*");
    private static final String UNKNOWN_SETTING = "42704";

    private final Connection connection;
    private final RestoreOptions options;
    private final List<String> notes;
    private Optional<String> encoding = Optional.empty();

    DumpSession(Connection connection, RestoreOptions options, List<String> notes) {
        this.connection = connection;
        this.options = options;
        this.notes = notes;
    }

    Charset charset() {
        return encoding.map(ArchiveText::charset).orElse(StandardCharsets.UTF_8);
    }

    boolean standardStrings() throws SQLException {
        return connection.unwrap(BaseConnection.class).getStandardConformingStrings();
    }

    void run(Statement statement) throws SQLException, IOException {
        String sql = statement.sql();
        Matcher named = ENCODING.matcher(sql);
        if (named.matches()) {
            // The texts are sent as what they are in Java; only rows are sent as they lie there.
            encoding = Optional.of(named.group(1)).filter(name -> !name.matches("(?i)utf-?8|unicode"));
            return;
        }
        if (statement.kind() == Statement.Kind.COPY) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, statement.copyData());
        } else if (!leftOut(statement)) {
            execute(statement, sql);
        }
    }

    private boolean leftOut(Statement statement) {
        String verb = statement.traits().verb();
        boolean owner = statement.sql().matches("(?s)ALTER .* OWNER TO [^;]*");
        boolean privileges =
                verb.equals("GRANT") || verb.equals("REVOKE") || statement.sql().startsWith("ALTER DEFAULT PRIVILEGES");
        return (owner && !options.owners()) || (privileges && !options.privileges());
    }

    private void execute(Statement statement, String sql) throws SQLException {
        try {
            Sql.script(connection, sql);
        } catch (SQLException e) {
            boolean newer = UNKNOWN_SETTING.equals(e.getSQLState())
                    && statement.traits().verb().equals("SET");
            if (!newer) {
                throw e;
            }
            notes.add("this server has no such setting: " + statement.summary(80));
        }
    }

    /** The rows go as they come, in a transaction of their own. */
    long copy(Statement statement, LineInput lines, TableLoad.ByteCount bytes) throws SQLException, IOException {
        String sql = statement.sql();
        Matcher parts = COPY.matcher(sql);
        if (encoding.isPresent() && parts.matches()) {
            String others =
                    Optional.ofNullable(parts.group(3)).map(text -> text + ", ").orElse("");
            sql = parts.group(1) + " WITH (" + others + "ENCODING '" + encoding.get() + "')";
        }
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            lines.<SQLException>rows((buffer, from, length) -> {
                copy.writeToCopy(buffer, from, length);
                bytes.add(length);
            });
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** The table of a COPY, as the dump writes it. */
    static String table(Statement copy) {
        Matcher parts = COPY.matcher(copy.sql());
        return parts.matches() ? parts.group(2) : copy.summary(60);
    }
}
