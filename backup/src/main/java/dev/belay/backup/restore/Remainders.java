package dev.belay.backup.restore;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.Amount;
import dev.belay.core.db.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what is no row: where sequences stand, and the bytes of large objects. */
final class Remainders {
    private static final int PIECE = 1 << 18;
    private static final Pattern POSITION = Pattern.compile(
            "SELECT pg_catalog\\.setval\\( ?(E?)'(.*)', (-?[0-9]+), (true|false)\\);\\s*", Pattern.DOTALL);

    private final Connection connection;
    private final ArchiveReader archive;

    Remainders(Connection connection, ArchiveReader archive) {
        this.connection = connection;
        this.archive = archive;
    }

    /** Returns how many were compared. */
    long sequences(Consumer<String> found, Consumer<String> notes) throws SQLException {
        long compared = 0;
        for (TocEntry entry : archive.toc().entries()) {
            if (!entry.kind().equals("SEQUENCE SET")) {
                continue;
            }
            Matcher set = POSITION.matcher(entry.definition().orElse(""));
            if (!set.matches()) {
                notes.accept(
                        EntrySql.qualified(entry) + ": where it stood cannot be told from the archive: not compared");
                continue;
            }
            String sequence = literal(set.group(2), !set.group(1).isEmpty());
            String wanted = set.group(3) + " " + (set.group(4).equals("true") ? "t" : "f");
            String position = Sql.one(
                    connection,
                    "SELECT last_value::text || ' ' || left(is_called::text, 1) FROM " + sequence,
                    row -> row.getString(1));
            if (!position.equals(wanted)) {
                found.accept(sequence + ": it stands at " + position + ", and stood at " + wanted);
            }
            compared++;
        }
        return compared;
    }

    /** What is between the quotes of a literal. */
    private String literal(String text, boolean escapes) {
        String quoted = text.replace("''", "'");
        return escapes || !archive.toc().standardStrings() ? quoted.replace("\\\\", "\\") : quoted;
    }

    /** Returns how many were compared. */
    long largeObjects(Consumer<String> found) throws SQLException, IOException {
        long[] compared = new long[1];
        for (TocEntry entry : archive.toc().entries()) {
            if (entry.holdsLargeObjects() && entry.hasData()) {
                archive.largeObjects(entry, (oid, content) -> {
                    compared[0]++;
                    if (!same(oid, content)) {
                        found.accept("large object " + oid + ": its bytes are not those that were backed up");
                    }
                });
            }
        }
        long there =
                Sql.one(connection, "SELECT count(*) FROM pg_catalog.pg_largeobject_metadata", row -> row.getLong(1));
        if (there != compared[0]) {
            found.accept(Amount.of(there, "large object") + (there == 1 ? " is" : " are") + " there, and "
                    + Amount.were(compared[0]) + " backed up");
        }
        return compared[0];
    }

    private boolean same(long oid, InputStream content) throws IOException {
        long offset = 0;
        try {
            while (true) {
                byte[] stored = content.readNBytes(PIECE);
                byte[] there = Sql.one(
                        connection,
                        "SELECT pg_catalog.lo_get(?::oid, ?::bigint, ?::int)",
                        row -> row.getBytes(1),
                        oid,
                        offset,
                        PIECE);
                if (!Arrays.equals(stored, there)) {
                    return false;
                }
                if (stored.length < PIECE) {
                    return true;
                }
                offset += PIECE;
            }
        } catch (SQLException e) {
            if ("42704".equals(e.getSQLState())) {
                return false;
            }
            throw RestoreTrouble.of(e);
        }
    }
}
