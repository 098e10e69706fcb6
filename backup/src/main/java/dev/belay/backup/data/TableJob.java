package dev.belay.backup.data;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.content.RowFormat;
import dev.belay.core.db.SqlError;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Copies a table, or a run of its pages, in the other format where the one it was to have is impossible. */
public final class TableJob implements Job {
    /** A row that is too long for one message: a gigabyte, which bytes in hexadecimal digits reach at half of that. */
    private static final Set<String> TOO_LONG = Set.of("54000", "XX000");

    private final TableCopy copy;
    private final Sink sink;
    private final Ending ending;

    public TableJob(TableCopy copy, Sink sink, Ending ending) {
        this.copy = copy;
        this.sink = sink;
        this.ending = ending;
    }

    /** Opens the place where the rows go; a second time where the first format would not do. */
    @FunctionalInterface
    public interface Sink {
        OutputStream open(TableCopy copy, boolean again) throws IOException;
    }

    /** Hears what has been copied, and how. */
    @FunctionalInterface
    public interface Ending {
        void copied(TableCopy copy, Copied result);
    }

    @Override
    public String label() {
        return copy.table().sql();
    }

    @Override
    public long weight() {
        return copy.weight();
    }

    @Override
    public Optional<Relation> table() {
        return Optional.of(copy.table());
    }

    @Override
    public boolean run(Lane lane, Pace pace) throws SQLException, IOException {
        if (!lane.lock(copy.table())) {
            return false;
        }
        try {
            run(copy, false, lane, pace);
        } catch (SQLException e) {
            if (!other(copy, e)) {
                throw e;
            }
            run(other(e), true, lane, pace);
        }
        return true;
    }

    private void run(TableCopy what, boolean again, Lane lane, Pace pace) throws SQLException, IOException {
        Opened out = new Opened(() -> sink.open(what, again));
        Copied result;
        try {
            result = lane.attempt(() -> what.to(out, lane, pace));
        } catch (SQLException e) {
            if (other(what, e)) {
                // A file that nothing will refer to.
                out.end();
            }
            throw e;
        }
        // Closed only when all is in it: what is left open is no file.
        out.close();
        ending.copied(what, result);
    }

    private TableCopy other(SQLException e) {
        if (!copy.pages().equals(Pages.ALL)) {
            throw new BelayException(
                    Kind.BACKUP,
                    "a value of " + label() + " is too long to be read as text: " + SqlError.of(e),
                    "use --binary",
                    e);
        }
        return new TableCopy(
                copy.table(), copy.pages(), copy.format() == RowFormat.TEXT ? RowFormat.BINARY : RowFormat.TEXT);
    }

    /** Whether the other format could do it. */
    private static boolean other(TableCopy what, SQLException e) {
        return what.format() == RowFormat.TEXT ? tooLong(e) : withoutBinary(e);
    }

    private static boolean tooLong(SQLException e) {
        SqlError error = SqlError.of(e);
        return TOO_LONG.contains(error.state())
                && (error.message().contains("invalid memory alloc request size")
                        || error.message().contains("out of memory")
                        || error.message().contains("string buffer"));
    }

    private static boolean withoutBinary(SQLException e) {
        return SqlError.of(e).message().contains("no binary output function");
    }
}
