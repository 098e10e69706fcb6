package dev.belay.backup.restore;

import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** Rows that are stored as INSERT statements: sent as they come, many at a time, without holding more than that. */
final class InsertLoad {
    private static final int BATCH = 1 << 17;
    /** No statement can be longer for the server either. */
    private static final int LONGEST = 1 << 29;

    private final RestoreSession session;
    private final BooleanSupplier stopped;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH * 2);
    private long statements;
    private long total;
    private int end;

    InsertLoad(RestoreSession session, BooleanSupplier stopped) {
        this.session = session;
        this.stopped = stopped;
    }

    /** Returns how many statements there were: each a row, unless the dump was made with several rows in one. */
    long run(InputStream data, TableLoad.ByteCount bytes) throws SQLException {
        try (data) {
            byte[] buffer = new byte[BATCH];
            Quotes quotes = new Quotes(session.standardStrings());
            for (int read = data.read(buffer); read >= 0; read = data.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    batch.write(buffer[i]);
                    if (quotes.ends(buffer[i])) {
                        statements++;
                        end = batch.size();
                    }
                }
                send(BATCH);
                bytes.add(read);
            }
            send(0);
            return total;
        } catch (IOException e) {
            throw new BelayException(Kind.BACKUP, FileTrouble.sentence("cannot read the rows", e), "", e);
        }
    }

    private void send(int least) throws SQLException {
        if (batch.size() > LONGEST) {
            throw new BelayException(
                    Kind.INTEGRITY, "a statement in the rows does not end", "the archive is damaged: use another copy");
        }
        if (stopped.getAsBoolean()) {
            throw new SQLException("stopped", "57014");
        }
        if (end == 0 || batch.size() < least) {
            return;
        }
        byte[] all = batch.toByteArray();
        Sql.script(session.connection(), new String(all, 0, end, session.text().charset()));
        batch.reset();
        batch.write(all, end, all.length - end);
        total += statements;
        statements = 0;
        end = 0;
    }

    /** Knows whether a semicolon ends a statement. */
    private static final class Quotes {
        private final boolean standardStrings;
        private byte open;
        private boolean escaped;

        Quotes(boolean standardStrings) {
            this.standardStrings = standardStrings;
        }

        boolean ends(byte c) {
            if (open == 0) {
                open = c == '\'' || c == '"' ? c : 0;
                return c == ';';
            }
            if (escaped) {
                escaped = false;
            } else if (c == '\\' && open == '\'' && !standardStrings) {
                escaped = true;
            } else if (c == open) {
                open = 0;
            }
            return false;
        }
    }
}
