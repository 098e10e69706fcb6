package dev.belay.backup.data;

import dev.belay.core.db.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The bytes of large objects, many small ones at a time and big ones piece by piece. */
final class LargeObjectCopy {
    private static final int PIECE = 1 << 20;
    private static final int AT_ONCE = 64;

    private final Lane lane;
    private final Pace pace;

    LargeObjectCopy(Lane lane, Pace pace) {
        this.lane = lane;
        this.pace = pace;
    }

    /** Opens a place for each, and fills it. */
    void copy(List<Long> oids, Sink sink) throws SQLException, IOException {
        for (int i = 0; i < oids.size(); i += AT_ONCE) {
            for (Map.Entry<Long, byte[]> one : beginnings(oids.subList(i, Math.min(oids.size(), i + AT_ONCE)))) {
                OutputStream out = sink.open(one.getKey());
                copy(one.getKey(), one.getValue(), out);
                out.close();
            }
        }
    }

    private List<Map.Entry<Long, byte[]>> beginnings(List<Long> oids) throws SQLException {
        return Sql.list(
                lane.connection(),
                "SELECT o.oid, pg_catalog.lo_get(o.oid, 0, " + PIECE / AT_ONCE + ") AS bytes"
                        + " FROM pg_catalog.unnest(?) AS o (oid)",
                row -> Map.entry(row.getLong("oid"), row.getBytes("bytes")),
                lane.connection().createArrayOf("oid", oids.toArray()));
    }

    private void copy(long oid, byte[] beginning, OutputStream out) throws SQLException, IOException {
        out.write(beginning);
        pace.read(beginning.length, 0);
        long at = beginning.length;
        boolean more = at == PIECE / AT_ONCE;
        while (more) {
            byte[] piece = Sql.one(
                    lane.connection(),
                    "SELECT pg_catalog.lo_get(?::oid, ?::bigint, " + PIECE + ")",
                    row -> row.getBytes(1),
                    oid,
                    at);
            out.write(piece);
            pace.read(piece.length, 0);
            at += piece.length;
            more = piece.length == PIECE;
        }
    }

    /** Makes a place for a large object. */
    @FunctionalInterface
    interface Sink {
        OutputStream open(long oid) throws IOException;
    }
}
