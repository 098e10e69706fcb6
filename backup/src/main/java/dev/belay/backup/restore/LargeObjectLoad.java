package dev.belay.backup.restore;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** Fills the large objects of one entry, which are there already, in one transaction. */
final class LargeObjectLoad {
    private static final int PIECE = 1 << 18;
    private static final String PUT = "SELECT pg_catalog.lo_put(?::oid, ?::bigint, ?::bytea)";

    private final ArchiveReader archive;
    private final BooleanSupplier stopped;
    private final TableLoad.ByteCount bytes;
    private long objects;

    LargeObjectLoad(ArchiveReader archive, BooleanSupplier stopped, TableLoad.ByteCount bytes) {
        this.archive = archive;
        this.stopped = stopped;
        this.bytes = bytes;
    }

    /** Returns how many there were. */
    long run(RestoreSession session, TocEntry entry) throws SQLException {
        Connection connection = session.connection();
        Sql.inTransaction(connection, () -> {
            try (PreparedStatement put = connection.prepareStatement(PUT)) {
                archive.largeObjects(entry, (oid, content) -> fill(put, oid, content));
            } catch (Carried e) {
                throw e.carried;
            } catch (IOException e) {
                throw new BelayException(Kind.BACKUP, FileTrouble.sentence("cannot read the large objects", e), "", e);
            }
        });
        return objects;
    }

    private void fill(PreparedStatement put, long oid, InputStream content) throws IOException {
        long offset = 0;
        try {
            for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
                if (stopped.getAsBoolean()) {
                    throw new SQLException("stopped", "57014");
                }
                put.setLong(1, oid);
                put.setLong(2, offset);
                put.setBytes(3, piece);
                put.execute();
                offset += piece.length;
                bytes.add(piece.length);
            }
            objects++;
        } catch (SQLException e) {
            throw new Carried(e);
        }
    }

    /** Brings a failure of the server through a visitor that may only fail to read. */
    private static final class Carried extends IOException {
        private final SQLException carried;

        Carried(SQLException carried) {
            super(carried);
            this.carried = carried;
        }
    }
}
