package dev.belay.backup.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.belay.core.content.ContentHash;
import dev.belay.core.content.RawBytes;
import dev.belay.core.content.RowFormat;
import dev.belay.core.db.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a table, or of a run of its pages.
 *
 * @param pages which of them
 */
public record TableCopy(Relation table, Pages pages, RowFormat format) {
    private static final byte[] END = "\\.\n\n\n".getBytes(US_ASCII);

    /** About how many bytes it has to read. */
    long weight() {
        long pages = this.pages.to().orElse(table.pages()) - this.pages.from();
        return table.pages() == 0 ? table.bytes() : (long) ((double) table.bytes() / table.pages() * pages);
    }

    /** The statement that reads them, with these options. */
    String sql(String options) {
        List<String> conditions = Stream.of(pages.condition(), plain(table.condition()))
                .filter(condition -> !condition.isEmpty())
                .toList();
        if (conditions.isEmpty()) {
            return "COPY " + table.sql() + " " + table.columnList() + " TO STDOUT" + options;
        }
        return "COPY (SELECT " + table.columnNames() + " FROM ONLY " + table.sql() + " WHERE "
                + String.join(" AND ", conditions) + ") TO STDOUT" + options;
    }

    /** An extension gives the whole clause. */
    private static String plain(String clause) {
        return clause.strip().replaceFirst("(?i)^WHERE\\b", "").strip();
    }

    /** The statement that its data follows in an archive. */
    public String restoring() {
        return "COPY " + table.root().orElseGet(table::sql) + " " + table.columnList() + " FROM stdin"
                + (format == RowFormat.BINARY ? " WITH (FORMAT binary)" : "") + ";\n";
    }

    /** Copies them in a session that sees the snapshot. */
    Copied to(OutputStream out, Lane lane, Pace pace) throws SQLException, IOException {
        CopyOut copy = lane.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(sql(RawBytes.options(lane.connection(), format)));
        try {
            return drain(copy, lane.buffer(), out, pace);
        } catch (IOException | RuntimeException e) {
            if (copy.isActive()) {
                Sql.attempt(copy::cancelCopy, e);
            }
            throw e;
        }
    }

    private Copied drain(CopyOut copy, byte[] buffer, OutputStream out, Pace pace) throws SQLException, IOException {
        ContentHash hash = new ContentHash();
        int filled = 0;
        long bytes = 0;
        boolean first = true;
        for (byte @Nullable [] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            format.hash(message, first, hash);
            first = false;
            if (message.length > buffer.length - filled) {
                out.write(buffer, 0, filled);
                pace.read(filled, hash.rows());
                bytes += filled;
                filled = 0;
            }
            if (message.length > buffer.length) {
                out.write(message);
                pace.read(message.length, hash.rows());
                bytes += message.length;
            } else {
                System.arraycopy(message, 0, buffer, filled, message.length);
                filled += message.length;
            }
        }
        out.write(buffer, 0, filled);
        pace.read(filled, hash.rows());
        if (format == RowFormat.TEXT) {
            out.write(END);
        }
        return new Copied(bytes + filled, hash);
    }
}
